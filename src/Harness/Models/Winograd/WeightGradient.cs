using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Harness.Models.Backbones;
using static TorchSharp.torch;

namespace Harness.Models.Winograd;

/// <summary>The gradient of a convolution's weights: the products of transformed gradients and transformed inputs, summed over all tiles and transformed back.</summary>
/// <param name="grid">The tiles.</param>
/// <param name="input">The inputs.</param>
/// <param name="inputs">Their channels.</param>
/// <param name="gradient">The gradients of the outputs.</param>
/// <param name="outputs">Their channels.</param>
/// <param name="workers">The threads.</param>
internal sealed unsafe class WeightGradient(TileGrid grid, InputTransform input, int inputs, GradientTransform gradient, int outputs, Workers workers)
{
    // As many tiles are transformed before they are multiplied as the second cache holds; the first one holds a group of their channels.
    private const int BlockBytes = 768 << 10, FewestTiles = 48, MostTiles = 128;

    // Tiles are divided into parts, each with its own sums. Only the shape may decide which: the order of additions follows from it.
    private const int PartTiles = 256, MostParts = 16;

    // Larger sums would leave the second cache between two blocks. Then there is one part, whose blocks are larger, and all threads work on it.
    private const int PartBytes = 1 << 20, LargeBlockTiles = 256, OutputGroup = 64;

    private readonly int _sumLength = TileBuffer.Places * outputs * inputs;

    private bool HasLargeSums => _sumLength > PartBytes / sizeof(float);

    private int Parts => HasLargeSums ? 1 : Math.Clamp(grid.Count / PartTiles, 1, MostParts);

    /// <summary>Computes it.</summary>
    /// <param name="input">[N, C, H, W]; see <see cref="WinogradConvolution.Takes"/>.</param>
    /// <param name="gradient">[N, C', H, W], the gradient of the output, with the channels innermost.</param>
    /// <param name="threads">See <see cref="Workers"/>.</param>
    /// <returns>[C', C, 3, 3], with the channels innermost. The caller disposes it.</returns>
    public static Tensor Of(Tensor input, Tensor gradient, int? threads = null)
    {
        using var noGrad = no_grad();
        using var packed = ChannelsLast.Of(input);
        var (inputs, outputs) = ((int)input.shape[1], (int)gradient.shape[1]);
        var grid = new TileGrid((int)input.shape[0], (int)input.shape[2], (int)input.shape[3]);
        using var result = empty([outputs, 3, 3, inputs]);
        new WeightGradient(grid, new(TensorMemory.Pointer(packed), grid, inputs), inputs, new(TensorMemory.Pointer(gradient), grid, outputs), outputs, new(threads))
            .Compute(TensorMemory.Pointer(result));
        return result.permute(0, 3, 1, 2);
    }

    private void Compute(float* target)
    {
        using var memory = new AlignedBuffer((long)Parts * _sumLength);
        var sums = memory.Pointer;
        if (HasLargeSums) SumTogether(sums);
        else workers.For(Parts, part => SumPart(part, sums + ((nint)part * _sumLength)));
        workers.For(outputs, output => Transform(sums, output, target + ((nint)output * 9 * inputs)));
    }

    // One thread, block by block.
    private void SumPart(int part, float* sums)
    {
        var (start, end) = ((int)((long)grid.Count * part / Parts), (int)((long)grid.Count * (part + 1) / Parts));
        var tiles = Math.Clamp(BlockBytes / (TileBuffer.Places * sizeof(float) * (inputs + outputs)), FewestTiles, MostTiles);
        using var memory = Allocate(tiles, out var images, out var gradients);
        for (var first = start; first < end; first += tiles)
        {
            var count = Math.Min(tiles, end - first);
            input.Apply(first, count, images, 0);
            gradient.Apply(first, count, gradients, 0);
            for (var place = 0; place < TileBuffer.Places; place++)
                Multiply(gradients, images, new(place, 0, outputs), new(0, count), sums, first > start);
        }
    }

    // All threads transform the tiles of a block, and then multiply them.
    private void SumTogether(float* sums)
    {
        using var memory = Allocate(LargeBlockTiles, out var images, out var gradients);
        var groups = (outputs + OutputGroup - 1) / OutputGroup;
        for (var first = 0; first < grid.Count; first += LargeBlockTiles)
        {
            var (start, block) = (first, Math.Min(LargeBlockTiles, grid.Count - first));
            workers.For((block + FewestTiles - 1) / FewestTiles, piece =>
            {
                var (tile, count) = (piece * FewestTiles, Math.Min(FewestTiles, block - (piece * FewestTiles)));
                input.Apply(start + tile, count, images, tile);
                gradient.Apply(start + tile, count, gradients, tile);
            });
            workers.For(TileBuffer.Places * groups, piece =>
            {
                var (place, output) = (piece / groups, piece % groups * OutputGroup);
                var rows = Math.Min(OutputGroup, outputs - output);
                for (var tile = 0; tile < block; tile += MostTiles)
                    Multiply(gradients, images, new(place, output, rows), new(tile, Math.Min(MostTiles, block - tile)), sums, start + tile > 0);
            });
        }
    }

    private AlignedBuffer Allocate(int tiles, out TileBuffer images, out TileBuffer gradients)
    {
        var length = TileBuffer.Length(inputs, tiles);
        var memory = new AlignedBuffer(length + TileBuffer.Length(outputs, tiles));
        images = new(memory.Pointer, inputs, tiles, isGrouped: true);
        gradients = new(memory.Pointer + length, outputs, tiles, isGrouped: false);
        return memory;
    }

    // Some output channels by all input channels, at one place of the transformed kernels.
    private void Multiply(TileBuffer gradients, TileBuffer images, (int Place, int First, int Count) rows, (int First, int Count) tiles, float* sums, bool isAdded)
    {
        for (var column = 0; column < inputs; column += MatrixKernel.Columns)
        {
            for (var row = rows.First; row < rows.First + rows.Count; row += MatrixKernel.Rows)
            {
                MatrixKernel.Multiply(
                    gradients.At(rows.Place, tiles.First, row), 1, gradients.TileStride, images.At(rows.Place, tiles.First, column), images.TileStride, tiles.Count,
                    sums + ((((nint)rows.Place * outputs) + row) * inputs) + column, inputs, isAdded);
            }
        }
    }

    // The transpose of the transform of weights, for one output channel, of the sums of all parts.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform(float* sums, int output, float* target)
    {
        var (half, rowStride, placeStride) = (Vector512.Create(0.5f), 3 * (nint)inputs, (nint)outputs * inputs);
        var source = sums + ((nint)output * inputs);
        for (var part = 1; part < Parts; part++) Add(source, source + ((nint)part * _sumLength), placeStride);
        for (var input = 0; input < inputs; input += Vector512<float>.Count, source += Vector512<float>.Count, target += Vector512<float>.Count)
        {
            Load(source, 4 * placeStride, half, out var a0, out var a1, out var a2);
            Load(source + placeStride, 4 * placeStride, half, out var b0, out var b1, out var b2);
            Load(source + (2 * placeStride), 4 * placeStride, half, out var c0, out var c1, out var c2);
            Load(source + (3 * placeStride), 4 * placeStride, half, out var d0, out var d1, out var d2);
            StoreRow(target, inputs, half, a0, b0, c0, d0);
            StoreRow(target + rowStride, inputs, half, a1, b1, c1, d1);
            StoreRow(target + (2 * rowStride), inputs, half, a2, b2, c2, d2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(float* target, float* source, nint placeStride)
    {
        for (var place = 0; place < TileBuffer.Places; place++, target += placeStride, source += placeStride)
        {
            for (var input = 0; input < inputs; input += Vector512<float>.Count) (Vector512.Load(target + input) + Vector512.Load(source + input)).Store(target + input);
        }
    }

    // A column, transformed from top to bottom.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(float* source, nint rowStride, Vector512<float> half, out Vector512<float> out0, out Vector512<float> out1, out Vector512<float> out2)
    {
        var (in0, in1) = (Vector512.Load(source), Vector512.Load(source + rowStride));
        var (in2, in3) = (Vector512.Load(source + (2 * rowStride)), Vector512.Load(source + (3 * rowStride)));
        var (sum, difference) = (half * (in1 + in2), half * (in1 - in2));
        (out0, out1, out2) = (in0 + sum, difference, sum + in3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(
        float* target, nint columnStride, Vector512<float> half, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        var sum = half * (b + c);
        (a + sum).Store(target);
        (half * (b - c)).Store(target + columnStride);
        (sum + d).Store(target + (2 * columnStride));
    }
}
