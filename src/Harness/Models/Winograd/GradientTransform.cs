using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Harness.Models.Winograd;

/// <summary>Transforms the gradients of each tile's 2×2 outputs into those of its products: the transpose of <see cref="OutputTransform"/>.</summary>
/// <param name="gradients">[N, H, W, C].</param>
/// <param name="grid">The tiles.</param>
/// <param name="channels">The channels of an output; a multiple of 16.</param>
internal readonly unsafe struct GradientTransform(float* gradients, TileGrid grid, int channels)
{
    /// <summary>Transforms some tiles.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="target">Where they go.</param>
    /// <param name="targetTile">The place of the first there.</param>
    public void Apply(int first, int count, TileBuffer target, int targetTile)
    {
        foreach (var (run, offset) in grid.Runs(first, count))
        {
            for (var channel = 0; channel < channels; channel += Vector512<float>.Count)
                Apply(run, channel, target.At(targetTile + offset, channel), target.TileStride, target.PlaceStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Apply(TileRun run, int channel, float* target, nint tileStride, nint placeStride)
    {
        var (row, column, width) = (2 * run.Row, 2 * run.Column, grid.Width);
        nint right = channels, down = (nint)width * channels;
        var source = gradients + (((((nint)run.Image * grid.Height) + row) * width) + column) * channels + channel;
        var hasSecondRow = row + 1 < grid.Height;
        for (var end = column + (2 * run.Length); column < end; column += 2, source += 2 * right, target += tileStride)
        {
            var hasSecondColumn = column + 1 < width;
            var upperLeft = Vector512.Load(source);
            var upperRight = hasSecondColumn ? Vector512.Load(source + right) : default;
            var lowerLeft = hasSecondRow ? Vector512.Load(source + down) : default;
            var lowerRight = hasSecondRow && hasSecondColumn ? Vector512.Load(source + down + right) : default;
            StoreRow(target, placeStride, upperLeft, upperRight);
            StoreRow(target + (4 * placeStride), placeStride, upperLeft + lowerLeft, upperRight + lowerRight);
            StoreRow(target + (8 * placeStride), placeStride, upperLeft - lowerLeft, upperRight - lowerRight);
            StoreRow(target + (12 * placeStride), placeStride, -lowerLeft, -lowerRight);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(float* target, nint placeStride, Vector512<float> left, Vector512<float> right)
    {
        left.Store(target);
        (left + right).Store(target + placeStride);
        (left - right).Store(target + (2 * placeStride));
        (-right).Store(target + (3 * placeStride));
    }
}
