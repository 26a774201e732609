namespace Harness.Models.Onnx;

/// <summary>What can be chosen when a network is written as ONNX.</summary>
public sealed record OnnxOptions
{
    /// <summary>The height and width of the images that the network is to take, in pixels.</summary>
    public required int ImageSize { get; init; }

    /// <summary>Whether the network gives probabilities instead of logits.</summary>
    public bool Softmax { get; init; }

    /// <summary>Texts to keep in the file for its users, such as the names of the classes: the <c>metadata_props</c> of ONNX.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
