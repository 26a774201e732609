using System.Runtime.CompilerServices;
using Harness.Models.Vectors;

namespace Harness.Models.Winograd.Stems;

/// <summary>Sorts the pixels of an image into phases; see <see cref="StemGrid"/>. Beyond the edges they are 0.</summary>
/// <typeparam name="TVector">The vectors.</typeparam>
/// <typeparam name="TElement">The type of the pixels.</typeparam>
/// <param name="images">[N, H, W, 3].</param>
/// <param name="grid">The tiles.</param>
internal readonly unsafe struct PhaseRows<TVector, TElement>(TElement* images, StemGrid grid)
    where TVector : struct, IVector<TVector>
    where TElement : unmanaged, IElement<TElement>
{
    // The colors of two pixels, which a phase pixel takes of each of its two rows.
    private const int Pair = 2 * StemGrid.Colors;

    /// <summary>How many numbers the memory for some rows must have room for. The last pixel may write over its end.</summary>
    /// <param name="grid">The tiles.</param>
    /// <param name="rows">How many phase rows.</param>
    public static long Length(StemGrid grid, int rows) => ((long)rows * grid.PhaseColumns * StemGrid.Pixel) + (2 * StemGrid.Pixel);

    /// <summary>Sorts the pixels of some rows.</summary>
    /// <param name="image">The image.</param>
    /// <param name="first">The first phase row, which may lie above the image.</param>
    /// <param name="count">How many phase rows.</param>
    /// <param name="target">[count, <see cref="StemGrid.PhaseColumns"/>, <see cref="StemGrid.Pixel"/>]. What fills the pixels is not defined.</param>
    public void Apply(int image, int first, int count, float* target)
    {
        var colors = grid.Width * StemGrid.Colors;
        for (var row = 0; row < count; row++, target += grid.PhaseColumns * StemGrid.Pixel)
        {
            var top = 2 * (first + row);
            var upper = images + ((((nint)image * grid.Height) + top) * colors);
            if (top < 0 || top >= grid.Height) new Span<float>(target, grid.PhaseColumns * StemGrid.Pixel).Clear();
            else Sort(upper, top + 1 < grid.Height ? upper + colors : null, target);
        }
    }

    // Two rows, from left to right: what a vector writes beyond its pixel's end, the next one writes again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sort(TElement* upper, TElement* lower, float* target)
    {
        var (lanes, colors) = (TVector.Count, grid.Width * StemGrid.Colors);
        var end = target + (grid.PhaseColumns * StemGrid.Pixel);
        new Span<float>(target, StemGrid.Before * StemGrid.Pixel).Clear();
        target += StemGrid.Before * StemGrid.Pixel;
        var color = 0;
        for (; color + lanes <= colors; color += Pair, target += StemGrid.Pixel) StorePixel(upper + color, lower is null ? null : lower + color, target);

        // The last pixels, and zeros to the right of them.
        var rest = colors - color;
        var length = 3 * lanes;
        var tail = stackalloc TElement[2 * length];
        new Span<TElement>(tail, 2 * length).Clear();
        new Span<TElement>(upper + color, rest).CopyTo(new(tail, length));
        if (lower is not null) new Span<TElement>(lower + color, rest).CopyTo(new(tail + length, length));
        for (var offset = 0; target < end; offset = Math.Min(offset + Pair, 2 * lanes), target += StemGrid.Pixel) StorePixel(tail + offset, tail + length + offset, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePixel(TElement* upper, TElement* lower, float* target)
    {
        TElement.Load<TVector>(upper).Store(target);
        if (lower is null) default(TVector).Store(target + Pair);
        else TElement.Load<TVector>(lower).Store(target + Pair);
    }
}
