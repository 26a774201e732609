using Harness.Models.Onnx;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.Inceptions;

/// <summary>Brings images that are normalized with ImageNet's mean and standard deviation to −1…1, the range in which Inception's published weights were trained.</summary>
/// <remarks>torchvision's network does the same where it has these weights (its <c>transform_input</c>).</remarks>
internal sealed class InputRange() : nn.Module<Tensor, Tensor>(nameof(InputRange)), IOnnxModule
{
    // ImageNet's; every backbone that needs its images normalized so says it in its description.
    private static readonly float[] Means = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Deviations = [0.229f, 0.224f, 0.225f];

    // A pixel of 0…1, less this and divided by it, is in −1…1.
    private const float Half = 0.5f;

    /// <summary>Changes the range.</summary>
    /// <param name="images">[N, 3, H, W], normalized; neither changed nor disposed.</param>
    /// <returns>The same shape. The caller disposes it.</returns>
    public override Tensor forward(Tensor images)
    {
        using var factors = Factors(images.device);
        using var offsets = Offsets(images.device);
        using var scaled = images * factors;
        return scaled + offsets;
    }

    /// <inheritdoc/>
    public OnnxValue ToOnnx(OnnxGraph graph, OnnxValue input)
    {
        using var factors = Factors(CPU);
        using var offsets = Offsets(CPU);
        return graph.Sum(graph.Multiply(input, graph.Constant(this, "factors", factors)), graph.Constant(this, "offsets", offsets));
    }

    private static Tensor Factors(Device device) => PerChannel(Array.ConvertAll(Deviations, deviation => deviation / Half), device);

    private static Tensor Offsets(Device device) => PerChannel(Array.ConvertAll(Means, mean => (mean - Half) / Half), device);

    private static Tensor PerChannel(float[] values, Device device) => tensor(values, [1, values.Length, 1, 1], device: device);
}
