using System.Runtime.CompilerServices;
using Harness.Models.Vectors;

namespace Harness.Models.Winograd;

/// <summary>The gradient of a convolution's weights: the products of transformed gradients and transformed inputs, summed over all tiles and transformed back.</summary>
/// <typeparam name="TVector">The vectors.</typeparam>
/// <typeparam name="TElement">The type of inputs and gradients.</typeparam>
/// <param name="grid">The tiles.</param>
/// <param name="input">The inputs.</param>
/// <param name="inputs">Their channels.</param>
/// <param name="gradient">The gradients of the outputs.</param>
/// <param name="outputs">Their channels.</param>
/// <param name="workers">The threads.</param>
internal sealed unsafe class WeightGradient<TVector, TElement>(
    TileGrid grid, InputTransform<TVector, TElement> input, int inputs, GradientTransform<TVector, TElement> gradient, int outputs, Workers workers)
    where TVector : struct, IVector<TVector>
    where TElement : unmanaged, IElement<TElement>
{
    private const int Side = TileGrid.Side, Places = TileGrid.Places;

    // How many tiles are transformed before they are multiplied. With fewer, sums are read and written too often; with more, the caches do not hold the tiles.
    private const int BlockTiles = 48;

    // Tiles are divided into parts, each with its own sums. Only the shape may decide which: the order of additions follows from it.
    internal const int PartTiles = 128, MostParts = 16;

    // Larger sums would leave the second cache between two blocks. Then there is one part, whose blocks are larger, and all threads work on it.
    internal const int PartBytes = 1 << 20, LargeBlockTiles = 4 * BlockTiles, OutputGroup = 64;

    private readonly int _sumLength = Places * outputs * inputs;

    private static int Lanes => TVector.Count;

    private bool HasLargeSums => _sumLength > PartBytes / sizeof(float);

    private int Parts => HasLargeSums ? 1 : Math.Clamp(grid.Count / PartTiles, 1, MostParts);

    /// <summary>Computes it.</summary>
    /// <param name="target">[C', 3, 3, C].</param>
    public void Compute(float* target)
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
        using var memory = Allocate(BlockTiles, out var images, out var gradients);
        for (var first = start; first < end; first += BlockTiles)
        {
            var count = Math.Min(BlockTiles, end - first);
            input.Apply(first, count, images, 0);
            gradient.Apply(first, count, gradients, 0);
            for (var place = 0; place < Places; place++)
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
            workers.For((block + BlockTiles - 1) / BlockTiles, piece =>
            {
                var (tile, count) = (piece * BlockTiles, Math.Min(BlockTiles, block - (piece * BlockTiles)));
                input.Apply(start + tile, count, images, tile);
                gradient.Apply(start + tile, count, gradients, tile);
            });
            workers.For(Places * groups, piece =>
            {
                var (place, output) = (piece / groups, piece % groups * OutputGroup);
                var rows = Math.Min(OutputGroup, outputs - output);
                for (var tile = 0; tile < block; tile += 2 * BlockTiles)
                    Multiply(gradients, images, new(place, output, rows), new(tile, Math.Min(2 * BlockTiles, block - tile)), sums, start + tile > 0);
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
        for (var column = 0; column < inputs; column += MatrixKernel<TVector>.Columns)
        {
            for (var row = rows.First; row < rows.First + rows.Count; row += MatrixKernel<TVector>.Rows)
            {
                MatrixKernel<TVector>.Multiply(
                    gradients.At(rows.Place, tiles.First, row), 1, gradients.TileStride, images.At(rows.Place, tiles.First, column), images.TileStride, tiles.Count,
                    sums + ((((nint)rows.Place * outputs) + row) * inputs) + column, inputs, isAdded);
            }
        }
    }

    // For one output channel, of the sums of all parts.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private void Transform(float* sums, int output, float* target)
    {
        var memory = stackalloc float[(3 * Side * Lanes) + 16];
        var rows = VectorMemory.Align(memory);
        var placeStride = (nint)outputs * inputs;
        var source = sums + ((nint)output * inputs);
        for (var part = 1; part < Parts; part++) Add(source, source + ((nint)part * _sumLength), placeStride);
        for (var channel = 0; channel < inputs; channel += Lanes, source += Lanes, target += Lanes)
        {
            for (var column = 0; column < Side; column++)
                TileTransforms.WeightGradient<TVector>(source + (column * placeStride), Side * placeStride, rows + (column * Lanes), Side * Lanes);
            for (var row = 0; row < 3; row++) TileTransforms.WeightGradient<TVector>(rows + (row * Side * Lanes), Lanes, target + (3 * row * inputs), inputs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(float* target, float* source, nint placeStride)
    {
        for (var place = 0; place < Places; place++, target += placeStride, source += placeStride)
        {
            for (var channel = 0; channel < inputs; channel += Lanes) (TVector.Load(target + channel) + TVector.Load(source + channel)).Store(target + channel);
        }
    }
}
