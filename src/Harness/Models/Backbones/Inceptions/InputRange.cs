using Harness.Libtorch;
using Harness.Models.Onnx;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.Inceptions;

/// <summary>Brings images that are normalized with ImageNet's mean and standard deviation to −1…1, the range in which Inception's published weights were trained.</summary>
/// <remarks>torchvision's network does the same where it has these weights (its <c>transform_input</c>).</remarks>
internal sealed class InputRange() : nn.Module<Tensor, Tensor>(nameof(InputRange)), IOnnxModule
{
    // A pixel of 0…1, less this and divided by it, is in −1…1.
    private const double Half = 0.5;

    /// <summary>Changes the range.</summary>
    /// <param name="images">[N, 3, H, W], normalized; neither changed nor disposed.</param>
    /// <returns>The same shape. The caller disposes it.</returns>
    public override Tensor forward(Tensor images)
    {
        using var factors = Factors(images.device);
        using var offsets = Offsets(images.device);
        using var scaled = images * factors;
        return scaled.Plus(offsets);
    }

    /// <inheritdoc/>
    public OnnxValue ToOnnx(OnnxGraph graph, OnnxValue input)
    {
        using var factors = Factors(CPU);
        using var offsets = Offsets(CPU);
        return graph.Sum(graph.Multiply(input, graph.Constant(this, "factors", factors)), graph.Constant(this, "offsets", offsets));
    }

    private static Tensor Factors(Device device) => PerChannel(ImageNetStatistics.StandardDeviations.Select(deviation => deviation / Half), device);

    private static Tensor Offsets(Device device) => PerChannel(ImageNetStatistics.Means.Select(mean => (mean - Half) / Half), device);

    private static Tensor PerChannel(IEnumerable<double> values, Device device) => tensor([.. values.Select(value => (float)value)], [1, 3, 1, 1], device: device);
}
