using Harness.Models.Heads.Layers;
using Harness.Models.Parameters;

namespace Harness.Models.Heads;

/// <summary>The description of a head, without building it.</summary>
public static class HeadDescription
{
    /// <summary>What the names of a stem's tensors begin with.</summary>
    internal const string Stem = "stem";

    /// <summary>The parameters of a head, in forward order.</summary>
    /// <param name="head">The head.</param>
    /// <param name="channels">The channels of its feature map.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="stem">What is between that map and the pooling; null for nothing.</param>
    /// <returns>The parameters without the leading <c>head.</c>: <c>0.weight</c> belongs to the first layer of the YAML list. The pooling
    /// has no parameters and no number.</returns>
    public static IReadOnlyList<ParameterDescription> Parameters(HeadSettings head, int channels, int classes, HeadStem? stem = null) =>
        [.. DescribeStem(stem, channels), .. Layers(head, stem?.Outputs ?? channels, classes).SelectMany(Describe)];

    /// <summary>The layers with the numbers of features that go in and come out.</summary>
    internal static IReadOnlyList<SizedLayer> Layers(HeadSettings head, int channels, int classes)
    {
        var features = head.Pool.Features(channels);
        var layers = new List<SizedLayer>();
        foreach (var layer in head.Layers)
        {
            var outputs = layer.Outputs(features, classes);
            layers.Add(new(layers.Count, layer, features, outputs));
            features = outputs;
        }
        return layers;
    }

    private static IEnumerable<ParameterDescription> DescribeStem(HeadStem? stem, int channels) =>
        stem?.Parameters(channels).Select(parameter => parameter with { Name = $"{Stem}.{parameter.Name}" }) ?? [];

    private static IEnumerable<ParameterDescription> Describe(SizedLayer sized) =>
        sized.Layer.Parameters(sized.Inputs, sized.Outputs).Select(parameter => parameter with { Name = $"{sized.Index}.{parameter.Name}" });
}

/// <summary>A layer of a head and the features that go in and come out.</summary>
/// <param name="Index">Its place in the YAML list, counted from 0, which is its name.</param>
/// <param name="Layer">What it is.</param>
/// <param name="Inputs">Features that go in.</param>
/// <param name="Outputs">Features that come out.</param>
internal sealed record SizedLayer(int Index, HeadLayer Layer, int Inputs, int Outputs);
