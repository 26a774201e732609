using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Harness.Models.Winograd;

/// <summary>Transforms the 4×4 inputs of each tile: Bᵀ d B in the paper that <see cref="WinogradConvolution"/> names. Beyond the edges the input is 0.</summary>
/// <param name="images">[N, H, W, C].</param>
/// <param name="grid">The tiles.</param>
/// <param name="channels">The channels of an image; a multiple of 16.</param>
internal readonly unsafe struct InputTransform(float* images, TileGrid grid, int channels)
{
    // What stands in for the rows beyond the edges: with a distance of 0 between its places, one vector is enough.
    private static readonly float* Zero = (float*)RuntimeHelpers.AllocateTypeAssociatedMemory(typeof(InputTransform), Vector512<byte>.Count);

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
        var (top, left, width) = ((2 * run.Row) - 1, (2 * run.Column) - 1, grid.Width);
        var row0 = At(run.Image, top, left, channel);
        var row1 = At(run.Image, top + 1, left, channel);
        var row2 = At(run.Image, top + 2, left, channel);
        var row3 = At(run.Image, top + 3, left, channel);
        var (step0, step1, step2, step3) = (Step(top), Step(top + 1), Step(top + 2), Step(top + 3));

        // Tiles that are neighbors share two of their four columns, so that only two are new in each.
        Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default;
        if (left >= 0) Load(row0, row1, row2, row3, out a0, out a1, out a2, out a3);
        Load(row0 + step0, row1 + step1, row2 + step2, row3 + step3, out var b0, out var b1, out var b2, out var b3);
        for (var (column, end) = (left + 2, left + 2 + (2 * run.Length)); column < end; column += 2, target += tileStride)
        {
            row0 += 2 * step0;
            row1 += 2 * step1;
            row2 += 2 * step2;
            row3 += 2 * step3;
            Vector512<float> c0 = default, c1 = default, c2 = default, c3 = default, d0 = default, d1 = default, d2 = default, d3 = default;
            if (column < width) Load(row0, row1, row2, row3, out c0, out c1, out c2, out c3);
            if (column + 1 < width) Load(row0 + step0, row1 + step1, row2 + step2, row3 + step3, out d0, out d1, out d2, out d3);
            StoreRow(target, placeStride, a0, b0, c0, d0);
            StoreRow(target + (4 * placeStride), placeStride, a1, b1, c1, d1);
            StoreRow(target + (8 * placeStride), placeStride, a2, b2, c2, d2);
            StoreRow(target + (12 * placeStride), placeStride, a3, b3, c3, d3);
            (a0, a1, a2, a3) = (c0, c1, c2, c3);
            (b0, b1, b2, b3) = (d0, d1, d2, d3);
        }
    }

    // A column of the input, transformed from top to bottom.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(
        float* row0, float* row1, float* row2, float* row3, out Vector512<float> out0, out Vector512<float> out1, out Vector512<float> out2, out Vector512<float> out3)
    {
        var (in0, in1, in2, in3) = (Vector512.Load(row0), Vector512.Load(row1), Vector512.Load(row2), Vector512.Load(row3));
        out0 = in0 - in2;
        out1 = in1 + in2;
        out2 = in2 - in1;
        out3 = in1 - in3;
    }

    // The same from left to right.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(float* target, nint placeStride, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        (a - c).Store(target);
        (b + c).Store(target + placeStride);
        (c - b).Store(target + (2 * placeStride));
        (b - d).Store(target + (3 * placeStride));
    }

    private bool IsInside(int row) => (uint)row < (uint)grid.Height;

    private nint Step(int row) => IsInside(row) ? channels : 0;

    private float* At(int image, int row, int column, int channel) =>
        IsInside(row) ? images + (((((nint)image * grid.Height) + row) * grid.Width) + column) * channels + channel : Zero;
}
