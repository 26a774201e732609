using Harness.Models.Backbones;
using Harness.Models.Vectors;
using static TorchSharp.torch;

namespace Harness.Models.Winograd.Stems;

/// <summary>A convolution of 7×7 with a stride of 2 over images of three colors, as networks begin with, by Winograd's algorithm F(4×4, 4×4) on phases; see <see cref="StemGrid"/>.</summary>
/// <remarks>It takes 588 multiplications for 16 outputs of a channel, 49 for each of twelve phases, where the definition takes 2352. See <see cref="WinogradConvolution"/>.</remarks>
internal sealed class StemConvolution
{
    // Once they are needed, until they change. The collector frees them: another thread may compute with them.
    private StemWeights? _weights;

    /// <summary>Whether it can compute a convolution, and takes less time for it. There are no gradients.</summary>
    /// <param name="images">[N, 3, H, W].</param>
    /// <param name="weight">[C', 3, 7, 7] of a convolution with a stride of 2 and a padding of 3, not dilated, of one group.</param>
    public static bool Takes(Tensor images, Tensor weight) =>
        WinogradConvolution.Supports(images.dtype) && weight.dtype == ScalarType.Float32
            && images.device_type == TorchSharp.DeviceType.CPU && weight.device_type == TorchSharp.DeviceType.CPU
            && images.shape is [> 0, StemGrid.Colors, > 0, > 0] && weight.shape[0] % TileBuffer.Group == 0
            && Math.Max(images.numel(), weight.shape[0] * images.shape[0] * ((images.shape[2] + 1) / 2) * ((images.shape[3] + 1) / 2)) < int.MaxValue / sizeof(float)
            && !(is_grad_enabled() && (images.requires_grad || weight.requires_grad));

    /// <summary>Convolves.</summary>
    /// <param name="images">[N, 3, H, W]; see <see cref="Takes"/>.</param>
    /// <param name="weight">[C', 3, 7, 7]. They may have changed since the last call.</param>
    /// <param name="bias">[C'], float32, contiguous; null for none.</param>
    /// <param name="threads">See <see cref="Workers"/>.</param>
    /// <returns>[N, C', ⌈H/2⌉, ⌈W/2⌉], of the images' type, with the channels innermost. The caller disposes it.</returns>
    public Tensor Call(Tensor images, Tensor weight, Tensor? bias, int? threads = null)
    {
        using var noGrad = no_grad();
        using var packedWeight = ChannelsLast.Of(weight);
        var weights = _weights;
        if (weights?.AreOf(packedWeight) is not true) _weights = weights = StemWeights.Of(packedWeight);
        using var packed = ChannelsLast.Of(images);
        var grid = StemGrid.Of(images);
        var result = ChannelsLast.Empty([grid.Images, weights.Outputs, grid.OutputHeight, grid.OutputWidth], images.dtype);
        VectorOperations.Run(new StemForward(packed, weights, bias, result, new(threads)), images.dtype);
        GC.KeepAlive(weights);
        return result;
    }
}
