using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Harness.Models.Winograd;

/// <summary>Transforms the products of each tile into its 2×2 outputs: Aᵀ m A in the paper that <see cref="WinogradConvolution"/> names.</summary>
/// <param name="outputs">[N, H, W, C].</param>
/// <param name="grid">The tiles.</param>
/// <param name="channels">The channels of an output; a multiple of 16.</param>
/// <param name="bias">[C], added to every output; null for nothing.</param>
internal readonly unsafe struct OutputTransform(float* outputs, TileGrid grid, int channels, float* bias)
{
    /// <summary>Transforms some tiles.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="source">Where their products are, from the first place on.</param>
    public void Apply(int first, int count, TileBuffer source)
    {
        foreach (var (run, offset) in grid.Runs(first, count))
        {
            for (var channel = 0; channel < channels; channel += Vector512<float>.Count)
                Apply(run, channel, source.At(offset, channel), source.TileStride, source.PlaceStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Apply(TileRun run, int channel, float* source, nint tileStride, nint placeStride)
    {
        var added = bias is null ? default : Vector512.Load(bias + channel);
        var (row, column, width) = (2 * run.Row, 2 * run.Column, grid.Width);
        nint right = channels, down = (nint)width * channels;
        var target = outputs + (((((nint)run.Image * grid.Height) + row) * width) + column) * channels + channel;
        var hasSecondRow = row + 1 < grid.Height;
        for (var end = column + (2 * run.Length); column < end; column += 2, source += tileStride, target += 2 * right)
        {
            Load(source, 4 * placeStride, out var upper0, out var lower0);
            Load(source + placeStride, 4 * placeStride, out var upper1, out var lower1);
            Load(source + (2 * placeStride), 4 * placeStride, out var upper2, out var lower2);
            Load(source + (3 * placeStride), 4 * placeStride, out var upper3, out var lower3);
            var hasSecondColumn = column + 1 < width;
            (upper0 + upper1 + upper2 + added).Store(target);
            if (hasSecondColumn) (upper1 - upper2 - upper3 + added).Store(target + right);
            if (!hasSecondRow) continue;
            (lower0 + lower1 + lower2 + added).Store(target + down);
            if (hasSecondColumn) (lower1 - lower2 - lower3 + added).Store(target + down + right);
        }
    }

    // A column of the products, transformed from top to bottom.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(float* source, nint rowStride, out Vector512<float> upper, out Vector512<float> lower)
    {
        var (in0, in1) = (Vector512.Load(source), Vector512.Load(source + rowStride));
        var (in2, in3) = (Vector512.Load(source + (2 * rowStride)), Vector512.Load(source + (3 * rowStride)));
        upper = in0 + in1 + in2;
        lower = in1 - in2 - in3;
    }
}
