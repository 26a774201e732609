using System.Runtime.CompilerServices;
using Harness.Models.Vectors;

namespace Harness.Models.Winograd;

/// <summary>Transforms the gradients of each tile's outputs into those of its products: the transpose of <see cref="OutputTransform{TVector, TElement}"/>.</summary>
/// <typeparam name="TVector">The vectors.</typeparam>
/// <typeparam name="TElement">The type of the gradients.</typeparam>
/// <param name="gradients">[N, H, W, C].</param>
/// <param name="grid">The tiles.</param>
/// <param name="channels">The channels of an output; a multiple of those of a vector.</param>
internal readonly unsafe struct GradientTransform<TVector, TElement>(TElement* gradients, TileGrid grid, int channels)
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
        var memory = stackalloc float[(((Outputs * Side) + Outputs) * Lanes) + 16];
        var rows = VectorMemory.Align(memory);
        var line = rows + (Outputs * Side * Lanes);
        var (height, width) = (Math.Min(Outputs, grid.Height - position.Top), Math.Min(Outputs, grid.Width - position.Left));
        VectorMemory.Clear<TVector>(rows + (height * Side * Lanes), (Outputs - height) * Side);
        VectorMemory.Clear<TVector>(line, Outputs);

        nint right = channels, down = (nint)grid.Width * channels;
        var source = gradients + ((((nint)position.Image * grid.Height) + position.Top) * down) + (position.Left * right);
        for (var channel = 0; channel < channels; channel += Lanes, source += Lanes)
        {
            for (var row = 0; row < height; row++)
            {
                var sourceRow = source + (row * down);
                var targetRow = rows + (row * Side * Lanes);
                if (width == Outputs)
                {
                    TileTransforms.OutputGradient<TVector, TElement>(sourceRow, right, targetRow, Lanes);
                    continue;
                }
                for (var column = 0; column < width; column++) TElement.Load<TVector>(sourceRow + (column * right)).Store(line + (column * Lanes));
                TileTransforms.OutputGradient<TVector, Float32Element>((Float32Element*)line, Lanes, targetRow, Lanes);
            }
            var transformed = target.At(targetTile, channel);
            for (var column = 0; column < Side; column++)
                TileTransforms.OutputGradient<TVector, Float32Element>((Float32Element*)rows + (column * Lanes), Side * Lanes, transformed + (column * target.PlaceStride), Side * target.PlaceStride);
        }
    }
}
