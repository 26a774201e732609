using System.Buffers;
using System.Numerics;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>Filters along the rows, then along the columns, in single precision without rounding in between.</summary>
/// <param name="Columns">For the columns of the result: from which columns of the source.</param>
/// <param name="Rows">For the rows of the result: from which rows of the source.</param>
internal sealed record SeparableFilter(KernelMap Columns, KernelMap Rows, PixelRow Conversion)
{
    /// <summary>Fills the part <paramref name="visible"/> of the target; the result's pixel 0 lies at <paramref name="origin"/> of the target.</summary>
    internal void Apply<TPixel>(PixelBuffer<TPixel> source, Rectangle sourcePart, PixelBuffer<TPixel> target, Point origin, Rectangle visible)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        if (visible.Width <= 0 || visible.Height <= 0) return;
        var firstRow = visible.Top - origin.Y;
        var firstColumn = visible.Left - origin.X;
        var top = Enumerable.Range(firstRow, visible.Height).Min(Rows.Start);
        var bottom = Enumerable.Range(firstRow, visible.Height).Max(Rows.End);
        var filtered = ArrayPool<Vector4>.Shared.Rent(checked((bottom - top) * visible.Width));
        var line = ArrayPool<Vector4>.Shared.Rent(Math.Max(sourcePart.Width, visible.Width));
        try
        {
            for (var y = top; y < bottom; y++)
            {
                Conversion.Load<TPixel>(source.Row(sourcePart.Y + y).Slice(sourcePart.X, sourcePart.Width), line);
                AlongRow(line, filtered.AsSpan((y - top) * visible.Width, visible.Width), firstColumn);
            }

            var sum = line.AsSpan(0, visible.Width);
            for (var y = 0; y < visible.Height; y++)
            {
                AlongColumns(filtered.AsSpan((Rows.Start(firstRow + y) - top) * visible.Width), sum, Rows.Weights(firstRow + y));
                Conversion.Store(sum, target.Row(visible.Top + y).Slice(visible.Left, visible.Width));
            }
        }
        finally
        {
            ArrayPool<Vector4>.Shared.Return(line);
            ArrayPool<Vector4>.Shared.Return(filtered);
        }
    }

    private void AlongRow(ReadOnlySpan<Vector4> line, Span<Vector4> result, int firstColumn)
    {
        for (var x = 0; x < result.Length; x++)
        {
            var weights = Columns.Weights(firstColumn + x);
            var pixels = line.Slice(Columns.Start(firstColumn + x), weights.Length);
            var sum = Vector4.Zero;
            for (var i = 0; i < pixels.Length; i++) sum += pixels[i] * weights[i];
            result[x] = sum;
        }
    }

    private static void AlongColumns(ReadOnlySpan<Vector4> rows, Span<Vector4> sum, ReadOnlySpan<float> weights)
    {
        sum.Clear();
        for (var i = 0; i < weights.Length; i++)
        {
            var row = rows.Slice(i * sum.Length, sum.Length);
            for (var x = 0; x < row.Length; x++) sum[x] += row[x] * weights[i];
        }
    }
}
