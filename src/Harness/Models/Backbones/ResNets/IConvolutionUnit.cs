using Harness.Models.BatchNormalization;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.ResNets;

/// <summary>A convolution and its batch norm, as two layers or folded into one.</summary>
internal interface IConvolutionUnit
{
    /// <summary>Convolves, normalizes and computes what follows.</summary>
    /// <param name="input">[N, C, H, W], float32 or bfloat16; neither changed nor disposed.</param>
    /// <param name="next">What follows.</param>
    /// <param name="addend">What is added to the normalized map, of its shape and type; null for nothing. Neither changed nor disposed.</param>
    /// <returns>[N, C', H/stride, W/stride], half of that with pooling, in the input's type. The caller disposes it.</returns>
    Tensor Forward(Tensor input, AfterBatchNorm next, Tensor? addend = null);
}
