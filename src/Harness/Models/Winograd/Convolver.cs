using Harness.Models.Vectors;

namespace Harness.Models.Winograd;

/// <summary>Computes a convolution: transforms the inputs of each tile, multiplies them by the transformed weights at each place, and transforms the products into outputs.</summary>
/// <typeparam name="TVector">The vectors.</typeparam>
/// <typeparam name="TElement">The type of inputs and outputs.</typeparam>
/// <param name="grid">The tiles.</param>
/// <param name="input">The inputs.</param>
/// <param name="weights">The weights.</param>
/// <param name="output">The outputs.</param>
/// <param name="workers">The threads.</param>
internal sealed unsafe class Convolver<TVector, TElement>(TileGrid grid, InputTransform<TVector, TElement> input, TransformedWeights weights, OutputTransform<TVector, TElement> output, Workers workers)
    where TVector : struct, IVector<TVector>
    where TElement : unmanaged, IElement<TElement>
{
    // How many tiles are transformed before they are multiplied. With fewer, weights are read too often; with more, the caches do not hold the tiles.
    private const int MostTiles = 32;

    /// <summary>Computes it.</summary>
    public void Run()
    {
        var tiles = BlockSize();
        workers.Run((grid.Count + tiles - 1) / tiles, next =>
        {
            var block = next();
            if (block is null) return;
            var transformedLength = TileBuffer.Length(weights.Inputs, tiles);
            using var memory = new AlignedBuffer(transformedLength + TileBuffer.Length(TileBuffer.Group, tiles));
            var transformed = new TileBuffer(memory.Pointer, weights.Inputs, tiles, isGrouped: false);
            // Of one group of output channels at a time.
            var products = new TileBuffer(memory.Pointer + transformedLength, TileBuffer.Group, tiles, isGrouped: false);
            for (; block is not null; block = next())
            {
                var first = block.Value * tiles;
                Run(first, Math.Min(tiles, grid.Count - first), transformed, products);
            }
        });
    }

    private void Run(int first, int count, TileBuffer transformed, TileBuffer products)
    {
        input.Apply(first, count, transformed, 0);
        for (var channel = 0; channel < weights.Outputs; channel += TileBuffer.Group)
        {
            for (var place = 0; place < TileGrid.Places; place++) Multiply(transformed, weights.At(place, channel), products, place, count);
            output.Apply(first, count, channel, products);
        }
    }

    // All tiles by a group of output channels, at one place.
    private void Multiply(TileBuffer inputs, float* factor, TileBuffer products, int place, int count)
    {
        for (var column = 0; column < TileBuffer.Group; column += MatrixKernel<TVector>.Columns)
        {
            for (var row = 0; row < count; row += MatrixKernel<TVector>.Rows)
            {
                // The last rows overlap those before them. Where there are fewer than the kernel's rows, the others are multiplied too, and never looked at.
                var tile = Math.Max(Math.Min(row, count - MatrixKernel<TVector>.Rows), 0);
                MatrixKernel<TVector>.Multiply(
                    inputs.At(place, tile, 0), inputs.TileStride, 1, factor + column, TileBuffer.Group, weights.Inputs,
                    products.At(place, tile, column), products.TileStride, isAdded: false);
            }
        }
    }

    // Small batches are divided into smaller blocks, so that each thread has some.
    private int BlockSize()
    {
        var share = grid.Count / (2 * workers.Count);
        return Math.Clamp(share / MatrixKernel<TVector>.Rows * MatrixKernel<TVector>.Rows, MatrixKernel<TVector>.Rows, MostTiles);
    }
}
