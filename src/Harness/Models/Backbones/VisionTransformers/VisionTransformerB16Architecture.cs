using static TorchSharp.torch;

namespace Harness.Models.Backbones.VisionTransformers;

/// <summary>The vision transformer ViT-B/16 up to the class token after the last layer norm.</summary>
/// <remarks>Source: "An Image is Worth 16x16 Words" (arXiv:2010.11929), with torchvision's names.</remarks>
public sealed record VisionTransformerB16Architecture : IArchitecture
{
    /// <inheritdoc/>
    public BackboneDescription Describe(string name) => new()
    {
        Name = name,
        Features = VisionTransformerBackbone.Width,
        MinimumImageSize = VisionTransformerBackbone.ImageSize,
        PublishedImageSize = VisionTransformerBackbone.ImageSize,
        TakesPublishedSizeOnly = true,
        ComputesInBFloat16 = true,
        Revision = 2,
        Parameters = ModuleParameters.Of(static () => new VisionTransformerBackbone(META)),
        StageContainers = ["encoder", "encoder.layers"],
        ClassifierPrefixes = ["heads."],
        LinearClassifier = "heads.head",
    };

    /// <inheritdoc/>
    public Backbone CreateBackbone() => new VisionTransformerBackbone(CPU);

    /// <summary>Today's name of a tensor: files from before torchvision 0.13 call the layers of the perceptron <c>linear_1</c> and <c>linear_2</c>.</summary>
    /// <param name="name">The name in the file.</param>
    /// <returns>The present name.</returns>
    public string CurrentName(string name) => name
        .Replace(".mlp.linear_1.", ".mlp.0.", StringComparison.Ordinal)
        .Replace(".mlp.linear_2.", ".mlp.3.", StringComparison.Ordinal);
}
