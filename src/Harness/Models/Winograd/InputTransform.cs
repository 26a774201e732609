using System.Runtime.CompilerServices;
using Harness.Models.Vectors;

namespace Harness.Models.Winograd;

/// <summary>Transforms the inputs of each tile: Bᵀ d B in the paper that <see cref="WinogradConvolution"/> names. Beyond the edges the input is 0.</summary>
/// <typeparam name="TVector">The vectors.</typeparam>
/// <typeparam name="TElement">The type of the inputs.</typeparam>
/// <param name="images">[N, H, W, C].</param>
/// <param name="grid">The tiles.</param>
/// <param name="channels">The channels of an image; a multiple of those of a vector.</param>
internal readonly unsafe struct InputTransform<TVector, TElement>(TElement* images, TileGrid grid, int channels)
    where TVector : struct, IVector<TVector>
    where TElement : unmanaged, IElement<TElement>
{
    private const int Side = TileGrid.Side, Outputs = TileGrid.Outputs;

    private static int Lanes => TVector.Count;

    /// <summary>Transforms some tiles.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="target">Where they go.</param>
    /// <param name="targetTile">The place of the first there.</param>
    public void Apply(int first, int count, TileBuffer target, int targetTile)
    {
        for (var tile = 0; tile < count; tile++) Apply(grid.At(first + tile), target, targetTile + tile);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private void Apply(TilePosition position, TileBuffer target, int targetTile)
    {
        var memory = stackalloc float[(((Side * Side) + Side) * Lanes) + 16];
        var rows = VectorMemory.Align(memory);
        var line = rows + (Side * Side * Lanes);
        var (top, left) = (position.Top - 1, position.Left - 1);
        var (firstRow, lastRow) = (Math.Max(0, -top), Math.Min(Side, grid.Height - top));
        var (firstColumn, lastColumn) = (Math.Max(0, -left), Math.Min(Side, grid.Width - left));
        var (hasFirst, hasLast) = (firstColumn == 0, lastColumn == Side);
        // Nothing is written there while the channels are transformed.
        for (var row = 0; row < Side; row++)
        {
            if (row < firstRow || row >= lastRow) VectorMemory.Clear<TVector>(rows + (row * Side * Lanes), Side);
        }
        VectorMemory.Clear<TVector>(line, Side);

        nint right = channels, down = (nint)grid.Width * channels;
        var source = images + ((((nint)position.Image * grid.Height) + top) * down) + (left * right);
        for (var channel = 0; channel < channels; channel += Lanes, source += Lanes)
        {
            for (var row = firstRow; row < lastRow; row++)
            {
                var sourceRow = source + (row * down);
                var targetRow = rows + (row * Side * Lanes);
                if (lastColumn >= Side - 1)
                {
                    TileTransforms.Input<TVector, TElement>(sourceRow, right, targetRow, Lanes, hasFirst, hasLast);
                    continue;
                }
                for (var column = firstColumn; column < lastColumn; column++) TElement.Load<TVector>(sourceRow + (column * right)).Store(line + (column * Lanes));
                TileTransforms.Input<TVector, Float32Element>((Float32Element*)line, Lanes, targetRow, Lanes);
            }
            var transformed = target.At(targetTile, channel);
            for (var column = 0; column < Side; column++)
                TileTransforms.Input<TVector, Float32Element>((Float32Element*)rows + (column * Lanes), Side * Lanes, transformed + (column * target.PlaceStride), Side * target.PlaceStride);
        }
    }
}
