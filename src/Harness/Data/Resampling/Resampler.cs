using Harness.Data.Images;
using Harness.Data.Transforms;

namespace Harness.Data.Resampling;

/// <summary>Antialiased bilinear resizing with the same bytes as Pillow.</summary>
/// <remarks>
/// First along rows, then along columns, with rounding to bytes between: the order and the rounding are visible in the result. Only the rows and
/// columns that the wanted part needs are computed.
/// </remarks>
internal static class Resampler
{
    /// <summary>Resizes to bytes.</summary>
    /// <param name="source">The image; not disposed.</param>
    /// <param name="plan">What to do.</param>
    /// <returns>An image of the size of the plan's window; the caller disposes it.</returns>
    public static RgbImage Resize(RgbImage source, in ResamplePlan plan)
    {
        var (columns, rows) = plan.Axes();
        using var narrowed = HorizontalPass.Run(source, columns, rows.First, rows.End);
        var result = RgbImage.Rent(columns.Length, rows.Length);
        for (var y = 0; y < rows.Length; y++) VerticalPass.MixRow(narrowed, rows, y, result.Row(y));
        return result;
    }

    /// <summary>Resizes and normalizes in one pass.</summary>
    /// <param name="source">The image; not disposed.</param>
    /// <param name="plan">What to do.</param>
    /// <param name="normalization">Turns bytes into floats.</param>
    /// <param name="destination">Height × width × 3 floats of the plan's window.</param>
    public static void ResizeAndNormalize(RgbImage source, in ResamplePlan plan, Normalization normalization, Span<float> destination)
    {
        var (columns, rows) = plan.Axes();
        using var narrowed = HorizontalPass.Run(source, columns, rows.First, rows.End);
        // A row at a time stays in the first-level cache between the two loops.
        using var row = RgbImage.Rent(columns.Length, 1);
        var stride = columns.Length * 3;
        for (var y = 0; y < rows.Length; y++)
        {
            VerticalPass.MixRow(narrowed, rows, y, row.Pixels);
            normalization.Apply(row.Pixels, destination.Slice(y * stride, stride));
        }
    }
}
