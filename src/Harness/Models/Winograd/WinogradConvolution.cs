using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Harness.Models.Backbones;
using static TorchSharp.torch;

namespace Harness.Models.Winograd;

/// <summary>Convolutions of 3×3 with a stride of 1 by Winograd's algorithm F(2×2, 3×3), which takes 16 multiplications where the definition takes 36.</summary>
/// <remarks>
/// From A. Lavin and S. Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016 (arXiv:1509.09308). libtorch's oneDNN has it for ARM processors only, and cuDNN uses
/// it on GPUs. Sums are rounded in another order than in libtorch's convolutions: the results differ by about as much as those of two processors do. Each output is computed in
/// the same way wherever its image is in the batch, and so are sums over a batch, whatever the number of threads.
/// </remarks>
internal static unsafe class WinogradConvolution
{
    // How many tiles are transformed before they are multiplied. With fewer, weights are read too often; with more, the second cache does not hold the tiles.
    private const int BlockTiles = 48;

    /// <summary>Whether this processor has the instructions.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported && Avx2.IsSupported;

    /// <summary>Whether a convolution can be computed so, with its gradients.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="weight">[C', C, 3, 3] of a convolution with a stride and a padding of 1, not dilated, of one group.</param>
    public static bool Takes(Tensor input, Tensor weight) =>
        IsSupported && IsPlain(input) && IsPlain(weight) && input.shape is [> 0, _, > 0, > 0] && input.stride()[1] == 1
            && weight.shape[0] % TileBuffer.Group == 0 && weight.shape[1] % TileBuffer.Group == 0
            && input.numel() / weight.shape[1] * Math.Max(weight.shape[0], weight.shape[1]) < int.MaxValue / sizeof(float);

    /// <summary>Convolves.</summary>
    /// <param name="input">[N, C, H, W]; see <see cref="Takes"/>.</param>
    /// <param name="weight">[C', C, 3, 3]; see <see cref="Takes"/>.</param>
    /// <returns>[N, C', H, W], with the channels innermost. The caller disposes it.</returns>
    public static Tensor Call(Tensor input, Tensor weight)
    {
        using var transformed = TransformedWeights.Of(weight);
        var result = Forward(input, transformed, bias: null);
        return is_grad_enabled() && (input.requires_grad || weight.requires_grad) ? WinogradFunction.Record(input, weight, result) : result;
    }

    /// <summary>Convolves without recording for gradients.</summary>
    /// <param name="input">[N, C, H, W]; see <see cref="Takes"/>.</param>
    /// <param name="weights">The transformed weights.</param>
    /// <param name="bias">[C'], float32, contiguous, on the processor; null for none.</param>
    /// <param name="threads">See <see cref="Workers"/>.</param>
    /// <returns>[N, C', H, W], with the channels innermost. The caller disposes it.</returns>
    public static Tensor Forward(Tensor input, TransformedWeights weights, Tensor? bias, int? threads = null)
    {
        using var noGrad = no_grad();
        using var packed = ChannelsLast.Of(input);
        var grid = new TileGrid((int)input.shape[0], (int)input.shape[2], (int)input.shape[3]);
        using var result = empty([grid.Images, grid.Height, grid.Width, weights.Outputs]);
        Forward(
            new(threads),
            grid,
            new(TensorMemory.Pointer(packed), grid, weights.Inputs),
            weights,
            new(TensorMemory.Pointer(result), grid, weights.Outputs, bias is null ? null : TensorMemory.Pointer(bias)));
        return result.permute(0, 3, 1, 2);
    }

    private static bool IsPlain(Tensor tensor) => tensor.dtype == ScalarType.Float32 && tensor.device_type == TorchSharp.DeviceType.CPU;

    private static void Forward(Workers workers, TileGrid grid, InputTransform input, TransformedWeights weights, OutputTransform output)
    {
        var tiles = BlockSize(grid, workers.Count);
        workers.Run((grid.Count + tiles - 1) / tiles, next =>
        {
            var block = next();
            if (block is null) return;
            var transformedLength = TileBuffer.Length(weights.Inputs, tiles);
            using var memory = new AlignedBuffer(transformedLength + TileBuffer.Length(weights.Outputs, tiles));
            var transformed = new TileBuffer(memory.Pointer, weights.Inputs, tiles, isGrouped: false);
            var products = new TileBuffer(memory.Pointer + transformedLength, weights.Outputs, tiles, isGrouped: false);
            for (; block is not null; block = next())
            {
                var first = block.Value * tiles;
                var count = Math.Min(tiles, grid.Count - first);
                input.Apply(first, count, transformed, 0);
                Multiply(transformed, weights, products, count);
                output.Apply(first, count, products);
            }
        });
    }

    private static void Multiply(TileBuffer inputs, TransformedWeights weights, TileBuffer products, int count)
    {
        for (var place = 0; place < TileBuffer.Places; place++)
        {
            for (var output = 0; output < weights.Outputs; output += MatrixKernel.Columns)
            {
                var factor = weights.At(place, output);
                for (var row = 0; row < count; row += MatrixKernel.Rows)
                {
                    // The last rows overlap those before them. Where there are fewer than the kernel's rows, the others are multiplied too, and never looked at.
                    var tile = Math.Max(Math.Min(row, count - MatrixKernel.Rows), 0);
                    MatrixKernel.Multiply(
                        inputs.At(place, tile, 0), inputs.TileStride, 1, factor, MatrixKernel.Columns, weights.Inputs,
                        products.At(place, tile, output), products.TileStride, isAdded: false);
                }
            }
        }
    }

    // Small batches are divided into smaller blocks, so that each thread has some.
    private static int BlockSize(TileGrid grid, int threads)
    {
        var share = grid.Count / (2 * threads);
        return Math.Clamp(share / MatrixKernel.Rows * MatrixKernel.Rows, MatrixKernel.Rows, BlockTiles);
    }
}
