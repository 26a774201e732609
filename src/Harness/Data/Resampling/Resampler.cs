using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Harness.Data.Images;
using Harness.Data.Transforms;

namespace Harness.Data.Resampling;

/// <summary>Antialiased bilinear resizing that gives the bytes that Pillow gives.</summary>
/// <remarks>
/// First along rows, then along columns, with rounding to bytes between: the order and the rounding are visible in the result. Only the rows and
/// columns that the wanted part needs are computed.
/// </remarks>
internal static class Resampler
{
    private const int Half = 1 << (ResampleAxis.WeightBits - 1);

    /// <summary>Resizes to bytes.</summary>
    /// <param name="source">The image; not disposed.</param>
    /// <param name="plan">What to do.</param>
    /// <returns>An image of the size of the plan's window; the caller disposes it.</returns>
    public static RgbImage Resize(RgbImage source, in ResamplePlan plan)
    {
        var (columns, rows) = plan.Axes();
        using var narrowed = ResizeRows(source, columns, rows.First, rows.End);
        var result = RgbImage.Rent(columns.Length, rows.Length);
        for (var y = 0; y < rows.Length; y++) MixRows(narrowed, rows, y, result.Row(y));
        return result;
    }

    /// <summary>Resizes and normalises in one pass.</summary>
    /// <param name="source">The image; not disposed.</param>
    /// <param name="plan">What to do.</param>
    /// <param name="normalization">Turns bytes into floats.</param>
    /// <param name="destination">Height × width × 3 floats of the plan's window.</param>
    public static void ResizeAndNormalize(RgbImage source, in ResamplePlan plan, Normalization normalization, Span<float> destination)
    {
        var (columns, rows) = plan.Axes();
        using var narrowed = ResizeRows(source, columns, rows.First, rows.End);
        // A row at a time stays in the first-level cache between the two loops.
        using var row = RgbImage.Rent(columns.Length, 1);
        var stride = columns.Length * 3;
        for (var y = 0; y < rows.Length; y++)
        {
            MixRows(narrowed, rows, y, row.Pixels);
            normalization.Apply(row.Pixels, destination.Slice(y * stride, stride));
        }
    }

    // Row 0 of the result is row `first` of the source.
    private static unsafe RgbImage ResizeRows(RgbImage source, ResampleAxis columns, int first, int end)
    {
        var result = RgbImage.Rent(columns.Length, end - first);
        fixed (byte* input = source.Buffer, output = result.Buffer)
        fixed (int* starts = columns.Starts, counts = columns.Counts, weights = columns.Weights)
        {
            for (var y = first; y < end; y++)
            {
                var from = input + ((long)y * source.Width * 3);
                var to = output + ((long)(y - first) * columns.Length * 3);
                for (var x = 0; x < columns.Length; x++, to += 3)
                    MixPixels(from + (starts[x] * 3), counts[x], weights + (x * columns.Stride), to);
            }
        }
        return result;
    }

    // Reads and writes four bytes a pixel, one more than it owns: the next pixel is written later, and images have slack at their end.
    private static unsafe void MixPixels(byte* from, int count, int* weights, byte* to)
    {
        var sum = Vector128.Create(Half);
        for (var k = 0; k < count; k++, from += 3)
        {
            var bytes = Vector128.CreateScalarUnsafe(*(uint*)from).AsByte();
            sum += Widen(bytes) * Vector128.Create(weights[k]);
        }
        var shifted = (sum >> ResampleAxis.WeightBits).AsByte();
        *(uint*)to = Vector128.Shuffle(shifted, Vector128.Create((byte)0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).AsUInt32().ToScalar();
    }

    private static unsafe void MixRows(RgbImage narrowed, ResampleAxis rows, int y, Span<byte> destination)
    {
        var width = destination.Length;
        var count = rows.Counts[y];
        fixed (byte* input = &narrowed.Buffer[(rows.Starts[y] - rows.First) * width], output = destination)
        fixed (int* weights = &rows.Weights[y * rows.Stride])
        {
            var x = 0;
            for (; x <= width - 8; x += 8)
            {
                var sum = Vector256.Create(Half);
                var from = input + x;
                for (var k = 0; k < count; k++, from += width)
                    sum += WidenEight(Vector128.CreateScalarUnsafe(*(ulong*)from).AsByte()) * Vector256.Create(weights[k]);
                var shifted = (sum >> ResampleAxis.WeightBits).AsUInt32();
                var words = Vector128.Narrow(shifted.GetLower(), shifted.GetUpper());
                *(ulong*)(output + x) = Vector128.Narrow(words, words).AsUInt64().ToScalar();
            }
            for (; x < width; x++)
            {
                var sum = Half;
                for (var k = 0; k < count; k++) sum += input[x + (k * width)] * weights[k];
                output[x] = (byte)(sum >> ResampleAxis.WeightBits);
            }
        }
    }

    private static Vector128<int> Widen(Vector128<byte> bytes) =>
        Sse41.IsSupported ? Sse41.ConvertToVector128Int32(bytes) : Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32();

    private static Vector256<int> WidenEight(Vector128<byte> bytes)
    {
        if (Avx2.IsSupported) return Avx2.ConvertToVector256Int32(bytes);
        var (lower, upper) = Vector128.Widen(Vector128.WidenLower(bytes));
        return Vector256.Create(lower, upper).AsInt32();
    }
}
