using static TorchSharp.torch;

namespace Harness.Models.Backbones;

/// <summary>
/// A backbone in evaluation mode that can no longer train, and is faster for it: what batch norm does to a channel with its running statistics is
/// one factor and one sum, which go into the convolution before it.
/// </summary>
/// <remarks>
/// The same function as the backbone in evaluation mode, rounded elsewhere, so results are near but not bit for bit equal. Seen over all ResNets, as
/// a fraction of the largest feature of the batch: 2.6e-6 off in <see cref="Precision.Float32"/>, 0.013 in <see cref="Precision.BFloat16"/>. Tests hold
/// those up to resnet50, and their logits, to the tolerances below.
/// </remarks>
public interface IFoldedBackbone : IDisposable
{
    /// <summary>The maximum that a feature in float32 may be off, as a fraction of the largest feature of its batch.</summary>
    const double Float32Tolerance = 1e-5;

    /// <summary>The same in bfloat16, which rounds by up to 2⁻⁹ at every layer.</summary>
    const double BFloat16Tolerance = 0.05;

    /// <summary>The precision in which it computes.</summary>
    Precision Precision { get; }

    /// <summary>Computes the feature map, without recording for gradients.</summary>
    /// <param name="images">[N, 3, H, W], float32, normalized, on the backbone's device; neither changed nor disposed.</param>
    /// <returns>[N, C, h, w], float32, as the backbone in evaluation mode gives it. A head may train on it. The caller disposes it.</returns>
    Tensor Forward(Tensor images);
}
