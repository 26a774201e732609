using Harness.Models.Onnx;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Models.Heads.Poolings;

/// <summary>How a feature map becomes a row of features for each image. It has no state. A new one is a record and a line in <see cref="PoolingRegistry"/>.</summary>
public abstract record Pooling : Block
{
    /// <summary>Average over height and width.</summary>
    public static Pooling Avg { get; } = new AveragePooling();

    /// <summary>Average and maximum side by side.</summary>
    public static Pooling Concat { get; } = new ConcatPooling();

    /// <summary>The number of features.</summary>
    /// <param name="channels">The channels of the feature map.</param>
    /// <returns>The width of what <see cref="Forward"/> returns.</returns>
    public abstract int Features(int channels);

    /// <summary>Pools.</summary>
    /// <param name="features">[N, C, H, W], floating point, any device; not disposed here.</param>
    /// <returns>[N, F]. The caller disposes it.</returns>
    public abstract Tensor Forward(Tensor features);

    /// <summary>Adds to a graph what <see cref="Forward"/> computes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="features">[N, C, H, W].</param>
    /// <returns>[N, F].</returns>
    internal abstract OnnxValue ToOnnx(OnnxGraph graph, OnnxValue features);
}
