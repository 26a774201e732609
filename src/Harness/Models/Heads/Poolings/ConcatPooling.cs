using Harness.Models.Onnx;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Models.Heads.Poolings;

/// <summary>Pools a feature map by average and by maximum and joins the two.</summary>
/// <remarks>Source: the comparison article, section "AdaptiveConcatPooling".</remarks>
public sealed record ConcatPooling : Pooling
{
    internal static BlockSpec<Pooling> Definition { get; } = new BlockSpec<Pooling, ConcatPooling>
    {
        Name = "concat",
        Description = "Average and maximum over height and width, side by side.",
        Create = static _ => new(),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override int Features(int channels) => 2 * channels;

    /// <summary>Averages and takes the maximum over height and width.</summary>
    /// <param name="features">[N, C, H, W], floating point, any device; not disposed here.</param>
    /// <returns>[N, 2C]: averages first, then maxima. The caller disposes it.</returns>
    public override Tensor Forward(Tensor features)
    {
        using var averages = nn.functional.adaptive_avg_pool2d(features, 1); // [N, C, 1, 1]
        // Not amax: that shares the gradient among equal maxima, and after a ReLU many are equal.
        using var maxima = nn.functional.adaptive_max_pool2d(features, new long[] { 1, 1 });
        using var joined = cat(new[] { averages, maxima }, 1);
        return joined.flatten(1);
    }

    internal override OnnxValue ToOnnx(OnnxGraph graph, OnnxValue features) =>
        graph.Flatten(graph.Concat(graph.GlobalAveragePool(features), graph.GlobalMaxPool(features)));
}
