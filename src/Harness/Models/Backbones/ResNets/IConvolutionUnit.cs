using static TorchSharp.torch;

namespace Harness.Models.Backbones.ResNets;

/// <summary>A convolution and its batch norm, as two layers or folded into one.</summary>
internal interface IConvolutionUnit
{
    /// <summary>Convolves and normalizes.</summary>
    /// <param name="input">[N, C, H, W], float32 or bfloat16; neither changed nor disposed.</param>
    /// <returns>[N, C', H/stride, W/stride] in the input's type. The caller disposes it, and may change it.</returns>
    Tensor Forward(Tensor input);
}
