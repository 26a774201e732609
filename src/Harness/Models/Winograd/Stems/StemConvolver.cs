using System.Runtime.CompilerServices;
using Harness.Models.Vectors;

namespace Harness.Models.Winograd.Stems;

/// <summary>Computes a stem's convolution: sorts pixels into phases, transforms the inputs of each tile, multiplies them by the transformed weights at each place, and transforms the products into outputs.</summary>
/// <typeparam name="TVector">The vectors.</typeparam>
/// <typeparam name="TElement">The type of images and outputs.</typeparam>
/// <param name="grid">The tiles.</param>
/// <param name="phases">The images.</param>
/// <param name="weights">The weights.</param>
/// <param name="bias">[C'], added to every output; null for nothing.</param>
/// <param name="output">[N, ⌈H/2⌉, ⌈W/2⌉, C'], where the outputs go.</param>
/// <param name="workers">The threads.</param>
internal sealed unsafe class StemConvolver<TVector, TElement>(
    StemGrid grid, PhaseRows<TVector, TElement> phases, StemWeights weights, float* bias, TElement* output, Workers workers)
    where TVector : struct, IVector<TVector>
    where TElement : unmanaged, IElement<TElement>
{
    // Rows of tiles whose pixels are sorted together: neighbors share some.
    private const int PieceRows = 4;

    // How many tiles are transformed before they are multiplied.
    private const int MostTiles = 16;

    private const int Side = StemGrid.Side, Outputs = StemGrid.Outputs, Pixel = StemGrid.Pixel, Group = TileBuffer.Group;

    // The distances between the matrices of transformed pixels and of products, one of each for each place of a tile.
    private const int TransformedStride = (MostTiles * Pixel) + TileBuffer.Gap, ProductStride = (MostTiles * Group) + TileBuffer.Gap;

    private static int Lanes => TVector.Count;

    /// <summary>Computes it.</summary>
    public void Run()
    {
        var pieces = (grid.Rows + PieceRows - 1) / PieceRows;
        workers.Run(grid.Images * pieces, next =>
        {
            using var pixels = new AlignedBuffer(PhaseRows<TVector, TElement>.Length(grid, PhaseRowsOf(PieceRows)));
            using var transformed = new AlignedBuffer(StemGrid.Places * TransformedStride);
            using var products = new AlignedBuffer(StemGrid.Places * ProductStride);
            while (next() is { } piece)
            {
                var (image, first) = (piece / pieces, piece % pieces * PieceRows);
                var count = Math.Min(PieceRows, grid.Rows - first);
                phases.Apply(image, (first * Outputs) - StemGrid.Before, PhaseRowsOf(count), pixels.Pointer);
                for (var row = 0; row < count; row++)
                    RunRow(image, first + row, pixels.Pointer + (row * Outputs * grid.PhaseColumns * Pixel), transformed.Pointer, products.Pointer);
            }
        });
    }

    // The phase rows that some rows of tiles need.
    private static int PhaseRowsOf(int rows) => (rows * Outputs) + Side - Outputs;

    private void RunRow(int image, int row, float* pixels, float* transformed, float* products)
    {
        for (var first = 0; first < grid.Columns; first += MostTiles)
        {
            var count = Math.Min(MostTiles, grid.Columns - first);
            for (var tile = 0; tile < count; tile++) TransformInput(pixels + ((first + tile) * Outputs * Pixel), transformed + (tile * Pixel));
            for (var channel = 0; channel < weights.Outputs; channel += Group)
            {
                for (var place = 0; place < StemGrid.Places; place++)
                    Multiply(transformed + (place * TransformedStride), weights.At(place, channel), products + (place * ProductStride), count);
                for (var tile = 0; tile < count; tile++) TransformOutput(image, row * Outputs, (first + tile) * Outputs, channel, products + (tile * Group));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private void TransformInput(float* source, float* target)
    {
        var memory = stackalloc float[(Side * Side * Lanes) + 16];
        var rows = VectorMemory.Align(memory);
        for (var lane = 0; lane < Pixel; lane += Lanes)
        {
            for (var row = 0; row < Side; row++)
                StemTransforms.Input<TVector>(source + (row * grid.PhaseColumns * Pixel) + lane, Pixel, rows + (row * Side * Lanes), Lanes);
            for (var column = 0; column < Side; column++)
                StemTransforms.Input<TVector>(rows + (column * Lanes), Side * Lanes, target + (column * TransformedStride) + lane, Side * TransformedStride);
        }
    }

    // All tiles by a group of output channels, at one place.
    private void Multiply(float* left, float* right, float* product, int count)
    {
        for (var column = 0; column < Group; column += MatrixKernel<TVector>.Columns)
        {
            // Where there are fewer tiles than the kernel's rows, the others are multiplied too, and never looked at.
            for (var row = 0; row < count; row += MatrixKernel<TVector>.Rows)
            {
                MatrixKernel<TVector>.Multiply(
                    left + (row * Pixel), Pixel, 1, right + column, weights.Outputs, StemGrid.Phases, product + (row * Group) + column, Group, isAdded: false);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private void TransformOutput(int image, int top, int left, int channel, float* source)
    {
        var memory = stackalloc float[(((Outputs * Side) + Outputs) * Lanes) + 16];
        var rows = VectorMemory.Align(memory);
        var line = rows + (Outputs * Side * Lanes);
        var (height, width) = (Math.Min(Outputs, grid.OutputHeight - top), Math.Min(Outputs, grid.OutputWidth - left));
        nint right = weights.Outputs, down = (nint)grid.OutputWidth * right;
        var target = output + ((((nint)image * grid.OutputHeight) + top) * down) + (left * right) + channel;
        for (var offset = 0; offset < Group; offset += Lanes, target += Lanes)
        {
            for (var column = 0; column < Side; column++)
                StemTransforms.Output<TVector>(source + (column * ProductStride) + offset, Side * ProductStride, rows + (column * Lanes), Side * Lanes);
            var added = bias is null ? default : TVector.Load(bias + channel + offset);
            for (var row = 0; row < height; row++)
            {
                StemTransforms.Output<TVector>(rows + (row * Side * Lanes), Lanes, line, Lanes);
                for (var column = 0; column < width; column++) TElement.Store(TVector.Load(line + (column * Lanes)) + added, target + (row * down) + (column * right));
            }
        }
    }
}
