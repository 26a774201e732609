using Harness.Models.Onnx;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Models.Heads.Poolings;

/// <summary>Pools a feature map by average, as the ResNets themselves do.</summary>
public sealed record AveragePooling : Pooling
{
    internal static BlockSpec<Pooling> Definition { get; } = new BlockSpec<Pooling, AveragePooling>
    {
        Name = "avg",
        Description = "Average over height and width, as the ResNets themselves do.",
        Create = static _ => new(),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override int Features(int channels) => channels;

    /// <summary>Averages over height and width.</summary>
    /// <param name="features">[N, C, H, W], floating point, any device; not disposed here.</param>
    /// <returns>[N, C]. The caller disposes it.</returns>
    public override Tensor Forward(Tensor features)
    {
        using var pooled = nn.functional.adaptive_avg_pool2d(features, 1); // [N, C, 1, 1]
        return pooled.flatten(1);
    }

    internal override OnnxValue ToOnnx(OnnxGraph graph, OnnxValue features) => graph.Flatten(graph.GlobalAveragePool(features));
}
