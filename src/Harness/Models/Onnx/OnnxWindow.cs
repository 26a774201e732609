namespace Harness.Models.Onnx;

/// <summary>How the window of a convolution or pooling moves over height and width.</summary>
/// <param name="Kernel">Height and width.</param>
/// <param name="Stride">The steps in both directions.</param>
/// <param name="Padding">What is added above and below, and left and right.</param>
internal sealed record OnnxWindow(long[] Kernel, long[] Stride, long[] Padding)
{
    /// <summary>A square window.</summary>
    /// <param name="kernel">Height and width.</param>
    /// <param name="stride">The steps in both directions.</param>
    /// <param name="padding">What is added on all four sides.</param>
    /// <returns>The window.</returns>
    public static OnnxWindow Square(int kernel, int stride, int padding = 0) => new([kernel, kernel], [stride, stride], [padding, padding]);

    /// <summary>The same as attributes of an operation.</summary>
    public IEnumerable<AttributeProto> Attributes =>
    [
        OnnxAttribute.Of("kernel_shape", Kernel),
        OnnxAttribute.Of("strides", Stride),
        // Above and left, then below and right.
        OnnxAttribute.Of("pads", [.. Padding, .. Padding]),
    ];
}
