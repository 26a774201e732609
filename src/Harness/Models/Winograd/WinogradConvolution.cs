using Harness.Libtorch;
using Harness.Models.Backbones;
using Harness.Models.Vectors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Winograd;

/// <summary>Convolutions of 3×3 with a stride of 1 by Winograd's algorithm F(4×4, 3×3), which takes 36 multiplications where the definition takes 144.</summary>
/// <remarks>
/// From A. Lavin and S. Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016 (arXiv:1509.09308). libtorch's oneDNN has it for ARM processors only, and cuDNN uses
/// it on GPUs. Numbers are added and subtracted before they are multiplied, which costs up to a decimal digit of what libtorch's convolutions have. Inputs of bfloat16 are computed
/// with in float32, and the outputs rounded. Each output is computed in the same way wherever its image is in the batch, and so are sums over a batch, whatever the
/// number of threads.
/// </remarks>
internal static class WinogradConvolution
{
    private static readonly bool HasAmx = ProcessorInstructions.Offered.Contains(ProcessorInstructions.AmxBFloat16);

    /// <summary>Whether it is used for images of a type.</summary>
    /// <param name="type">The type.</param>
    // libtorch multiplies bfloat16 several times as fast where there is AMX.
    public static bool Supports(ScalarType type) => VectorSupport.HasAny && (type == ScalarType.Float32 || (type == ScalarType.BFloat16 && !HasAmx));

    /// <summary>Whether a convolution can be computed so, with its gradients, and takes less time for it in batches of some images.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="weight">[C', C, 3, 3] of a convolution with a stride and a padding of 1, not dilated, of one group.</param>
    public static bool Takes(Tensor input, Tensor weight) =>
        Supports(input.dtype) && weight.dtype == ScalarType.Float32
            && input.device_type == TorchSharp.DeviceType.CPU && weight.device_type == TorchSharp.DeviceType.CPU
            && input.shape is [> 0, _, > 0, > 0] && input.stride()[1] == 1 && Saves(input.shape[2], input.shape[3])
            && weight.shape[0] % TileBuffer.Group == 0 && weight.shape[1] % TileBuffer.Group == 0
            && input.numel() / weight.shape[1] * Math.Max(weight.shape[0], weight.shape[1]) < int.MaxValue / sizeof(float);

    /// <summary>Whether a layer can be computed so; see the other overload.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">[N, C, H, W].</param>
    public static bool Takes(Conv2d layer, Tensor input) =>
        layer is { kernel_size: [3, 3], stride: [1, 1], padding: [1, 1], dilation: [1, 1], groups: 1, padding_mode: TorchSharp.PaddingModes.Zeros } && Takes(input, layer.weight);

    /// <summary>Convolves.</summary>
    /// <param name="input">[N, C, H, W]; see <see cref="Takes(Tensor, Tensor)"/>.</param>
    /// <param name="weight">[C', C, 3, 3]; see <see cref="Takes(Tensor, Tensor)"/>.</param>
    /// <param name="bias">[C'], float32, contiguous, on the processor; null for none.</param>
    /// <returns>[N, C', H, W], of the input's type, with the channels innermost. The caller disposes it.</returns>
    public static Tensor Call(Tensor input, Tensor weight, Tensor? bias)
    {
        using var transformed = TransformedWeights.Of(weight);
        var result = Forward(input, transformed, bias);
        var isRecorded = is_grad_enabled() && (input.requires_grad || weight.requires_grad || bias?.requires_grad is true);
        return isRecorded ? WinogradFunction.Record(input, weight, bias, result) : result;
    }

    /// <summary>Convolves without recording for gradients.</summary>
    /// <param name="input">[N, C, H, W]; see <see cref="Takes(Tensor, Tensor)"/>.</param>
    /// <param name="weights">The transformed weights.</param>
    /// <param name="bias">[C'], float32, contiguous, on the processor; null for none.</param>
    /// <param name="addend">[N, C', H, W], of the input's type, what is added; null for nothing.</param>
    /// <param name="hasRelu">Whether ReLU is applied then.</param>
    /// <param name="threads">See <see cref="Workers"/>.</param>
    /// <returns>[N, C', H, W], of the input's type, with the channels innermost. The caller disposes it.</returns>
    public static Tensor Forward(Tensor input, TransformedWeights weights, Tensor? bias, Tensor? addend = null, bool hasRelu = false, int? threads = null)
    {
        using var noGrad = no_grad();
        using var packed = ChannelsLast.Of(input);
        using var packedAddend = addend is null ? null : ChannelsLast.Of(addend);
        var result = ChannelsLast.Empty([input.shape[0], weights.Outputs, input.shape[2], input.shape[3]], input.dtype);
        VectorOperations.Run(new WinogradForward(packed, weights, bias, packedAddend, hasRelu, result, new(threads)), input.dtype);
        return result;
    }

    /// <summary>Computes the gradient of the weights.</summary>
    /// <param name="input">[N, C, H, W]; see <see cref="Takes(Tensor, Tensor)"/>.</param>
    /// <param name="gradient">[N, C', H, W], the gradient of the output, of the input's type.</param>
    /// <param name="threads">See <see cref="Workers"/>.</param>
    /// <returns>[C', C, 3, 3], float32, with the channels innermost. The caller disposes it.</returns>
    public static Tensor WeightGradient(Tensor input, Tensor gradient, int? threads = null)
    {
        using var noGrad = no_grad();
        using var packedInput = ChannelsLast.Of(input);
        using var packedGradient = ChannelsLast.Of(gradient);
        var result = ChannelsLast.Empty([gradient.shape[1], input.shape[1], 3, 3], ScalarType.Float32);
        VectorOperations.Run(new WinogradWeightGradient(packedInput, packedGradient, result, new(threads)), input.dtype);
        return result;
    }

    // Tiles that reach over the edge are computed whole. With fewer than half of the multiplications, they take less time in spite of the transforms.
    private static bool Saves(long height, long width) => 2 * TileGrid.Places * new TileGrid(1, (int)height, (int)width).Count <= 9 * height * width;
}
