using Harness.Models.Parameters;

namespace Harness.Models.Backbones.ResNets;

/// <summary>A convolution without bias and the batch norm after it: what all ResNets are made of.</summary>
/// <param name="Convolution">The convolution's name inside its block.</param>
/// <param name="BatchNorm">The batch norm's name inside its block.</param>
/// <param name="Inputs">Channels that go in.</param>
/// <param name="Outputs">Channels that come out.</param>
/// <param name="Kernel">Height and width of the kernel; odd, and padded so that a stride of 1 keeps the size.</param>
/// <param name="Stride">The stride in both directions.</param>
internal sealed record ConvolutionPlan(string Convolution, string BatchNorm, int Inputs, int Outputs, int Kernel, int Stride)
{
    public int Padding => Kernel / 2;

    /// <summary>The stride as functions on tensors take it.</summary>
    public long[] Strides => [Stride, Stride];

    /// <summary>The padding as functions on tensors take it.</summary>
    public long[] Paddings => [Padding, Padding];

    /// <summary>Whether it has the kernel and the stride that <see cref="Winograd.WinogradConvolution"/> is for.</summary>
    public bool HasWinograd => Kernel == 3 && Stride == 1;

    /// <summary>Whether it has the kernel, the stride and the input that <see cref="Winograd.Stems.StemConvolution"/> is for.</summary>
    public bool IsStem => (Kernel, Stride, Inputs) == (7, 2, 3);

    /// <summary>The same with names that say where it is.</summary>
    /// <param name="prefix">What comes before both names.</param>
    public ConvolutionPlan Inside(string prefix) => this with { Convolution = prefix + Convolution, BatchNorm = prefix + BatchNorm };

    /// <summary>The three parameters, in forward order.</summary>
    public IEnumerable<ParameterDescription> Describe() =>
    [
        new($"{Convolution}.weight", LayerKind.Convolution, [Outputs, Inputs, Kernel, Kernel]),
        new($"{BatchNorm}.weight", LayerKind.BatchNorm, [Outputs]),
        new($"{BatchNorm}.bias", LayerKind.BatchNorm, [Outputs]),
    ];
}
