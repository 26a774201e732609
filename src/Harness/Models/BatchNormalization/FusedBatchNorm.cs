using Harness.Libtorch;
using Harness.Models.Backbones;
using Harness.Models.Vectors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.BatchNormalization;

/// <summary>Batch norm computed together with what follows it, on processors: memory is read and written once, where libtorch's operations do so three or four times.</summary>
/// <remarks>
/// Numbers of bfloat16 are computed with in float32, and rounded once. Every sum is taken in an order that follows from the shape of the batch alone, so that results have the
/// same bits with any number of threads.
/// </remarks>
internal static class FusedBatchNorm
{
    /// <summary>Whether a batch norm can be computed so, with its gradients.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">[N, C, H, W].</param>
    // libtorch reports training on a single position, which has no variance.
    public static bool Takes(BatchNorm layer, Tensor input) =>
        layer.momentum is not null && IsExact(layer.weight) && IsExact(layer.bias) && IsExact(layer.running_mean) && IsExact(layer.running_var)
            && Takes(input) && (!layer.training || input.shape[0] * input.shape[2] * input.shape[3] > 1);

    /// <summary>Whether max pooling can be computed so.</summary>
    /// <param name="input">[N, C, H, W].</param>
    public static bool Takes(Tensor input) =>
        input.device_type == TorchSharp.DeviceType.CPU && VectorOperations.Takes(input.dtype)
            && input.shape is [> 0, > 0, > 0, > 0] && input.shape[1] % ChannelRows.ChannelGroup == 0 && input.stride()[1] == 1 && input.numel() < int.MaxValue / sizeof(float);

    /// <summary>Computes a batch norm and what follows it.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">[N, C, H, W]; see <see cref="Takes(BatchNorm, Tensor)"/>.</param>
    /// <param name="next">What follows.</param>
    /// <param name="addend">[N, C, H, W], of the input's type, what is added; null for nothing, and with pooling.</param>
    /// <param name="mayOverwrite">Whether the input is not needed any more, except for gradients.</param>
    /// <returns>[N, C, H, W], or [N, C, ⌈H/2⌉, ⌈W/2⌉] with pooling. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">There is an addend before pooling.</exception>
    public static Tensor Call(BatchNorm layer, Tensor input, AfterBatchNorm next, Tensor? addend = null, bool mayOverwrite = false)
    {
        if (addend is not null && next == AfterBatchNorm.MaxPoolRelu) throw new ArgumentException("Nothing can be added before pooling.", nameof(addend));
        var wanted = new WantedGradients(input.requires_grad, layer.weight.requires_grad, layer.bias!.requires_grad, addend?.requires_grad is true);
        var isRecorded = is_grad_enabled() && wanted.HasAny;
        using var packed = ChannelsLast.Of(input);
        if (layer.training) layer.num_batches_tracked!.Increment();
        var norm = ChannelNorm.Of(layer, packed, new(null));
        if (!isRecorded) return Forward(norm, packed, next, addend, isInPlace: mayOverwrite);
        var result = Forward(norm, packed, next, addend, isInPlace: false);
        return BatchNormFunction.Record(layer, input, addend, result, norm, next, wanted);
    }

    /// <summary>Takes the largest of each window of 3×3 with a stride of 2 and a padding of 1, and applies ReLU, without recording for gradients.</summary>
    /// <param name="input">[N, C, H, W]; see <see cref="Takes(Tensor)"/>.</param>
    /// <returns>[N, C, ⌈H/2⌉, ⌈W/2⌉]. The caller disposes it.</returns>
    public static Tensor MaxPoolRelu(Tensor input)
    {
        using var packed = ChannelsLast.Of(input);
        return Forward(ChannelNorm.None((int)input.shape[1]), packed, AfterBatchNorm.MaxPoolRelu, addend: null, isInPlace: false);
    }

    private static bool IsExact(Tensor? numbers) => numbers is { dtype: ScalarType.Float32, device_type: TorchSharp.DeviceType.CPU };

    private static Tensor Forward(ChannelNorm norm, Tensor packed, AfterBatchNorm next, Tensor? addend, bool isInPlace)
    {
        using var noGrad = no_grad();
        var workers = new Workers(null);
        if (next == AfterBatchNorm.MaxPoolRelu)
        {
            var windows = PoolingWindows.Of(packed);
            var pooled = ChannelsLast.Empty([packed.shape[0], packed.shape[1], windows.ImageRows, windows.Columns], packed.dtype);
            VectorOperations.Run(new MaxPooler(norm, packed, pooled, workers), packed.dtype);
            return pooled;
        }
        using var packedAddend = addend is null ? null : ChannelsLast.Of(addend);
        var result = isInPlace ? packed.alias() : ChannelsLast.Empty(packed.shape, packed.dtype);
        VectorOperations.Run(new Normalizer(norm, packed, packedAddend, next == AfterBatchNorm.Relu, result, workers), packed.dtype);
        return result;
    }
}
