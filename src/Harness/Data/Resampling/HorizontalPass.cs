using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Harness.Data.Images;

namespace Harness.Data.Resampling;

/// <summary>The first pass of a resize: every row of the image becomes as wide as the result.</summary>
/// <remarks>All implementations add the same whole numbers and give the same bytes.</remarks>
internal static unsafe class HorizontalPass
{
    private const int Half = 1 << (ResampleAxis.WeightBits - 1);

    /// <summary>Resizes rows.</summary>
    /// <param name="source">The image; not disposed.</param>
    /// <param name="columns">The weights.</param>
    /// <param name="first">The first row that is needed; it becomes row 0.</param>
    /// <param name="end">One past the last.</param>
    /// <returns>The rows; the caller disposes them.</returns>
    public static PixelRows Run(RgbImage source, ResampleAxis columns, int first, int end)
    {
        var result = new PixelRows(columns.Length, end - first);
        if (Avx2.IsSupported) RunInPairs(source, columns, first, end, result);
        else RunOneByOne(source, columns, first, end, result);
        return result;
    }

    /// <summary>Two rows at a time, with instructions that multiply pairs of 16-bit numbers and add the two products.</summary>
    internal static void RunInPairs(RgbImage source, ResampleAxis columns, int first, int end, in PixelRows result)
    {
        var stride = source.Width * 3;
        fixed (byte* input = source.Buffer, output = result.Buffer)
        fixed (int* starts = columns.Starts, counts = columns.Counts, weights = columns.PackWeights())
        {
            var axis = new PackedAxis(columns.Length, starts, counts, weights, columns.PackedStride);
            for (var y = first; y < end; y += 2)
            {
                var below = y + 1 < end ? 1 : 0;
                var from = input + ((long)y * stride);
                var to = output + ((long)(y - first) * result.Stride);
                MixTwoRows(from, from + (below * stride), axis, to, to + (below * result.Stride));
            }
        }
    }

    /// <summary>One row at a time, with instructions that every machine has.</summary>
    internal static void RunOneByOne(RgbImage source, ResampleAxis columns, int first, int end, in PixelRows result)
    {
        fixed (byte* input = source.Buffer, output = result.Buffer)
        fixed (int* starts = columns.Starts, counts = columns.Counts, weights = columns.Weights)
        {
            for (var y = first; y < end; y++)
            {
                var from = input + ((long)y * source.Width * 3);
                var to = output + ((long)(y - first) * result.Stride);
                for (var x = 0; x < columns.Length; x++, to += 3)
                    MixPixels(from + (starts[x] * 3), counts[x], weights + (x * columns.Stride), to);
            }
        }
    }

    private readonly struct PackedAxis(int length, int* starts, int* counts, int* weights, int stride)
    {
        public readonly int Length = length, Stride = stride;
        public readonly int* Starts = starts, Counts = counts, Weights = weights;
    }

    // Four input pixels of both rows per step: 16 bytes of each are loaded and 12 used. A weight of 22 bits and its sign do not fit into 16, so its
    // two halves are multiplied apart and put together in the end; no rounding happens between. Every pixel is written with a fourth byte,
    // which the next one overwrites.
    private static void MixTwoRows(byte* upper, byte* lower, in PackedAxis axis, byte* toUpper, byte* toLower)
    {
        const byte None = 0x80;
        var firstTwo = Vector256.Create(Vector128.Create((byte)0, None, 3, None, 1, None, 4, None, 2, None, 5, None, None, None, None, None));
        var lastTwo = Vector256.Create(Vector128.Create((byte)6, None, 9, None, 7, None, 10, None, 8, None, 11, None, None, None, None, None));
        var lowestBytes = Vector256.Create(Vector128.Create((byte)0, 4, 8, 12, None, None, None, None, None, None, None, None, None, None, None, None));
        for (var x = 0; x < axis.Length; x++, toUpper += 3, toLower += 3)
        {
            var offset = axis.Starts[x] * 3;
            var weights = axis.Weights + (x * axis.Stride);
            var (high, low) = (Vector256<int>.Zero, Vector256.Create(Half));
            for (var left = axis.Counts[x]; left > 0; left -= 4, offset += 12, weights += 4)
            {
                var bytes = Vector256.Create(Vector128.Load(upper + offset), Vector128.Load(lower + offset));
                var (one, two) = (Avx2.Shuffle(bytes, firstTwo).AsInt16(), Avx2.Shuffle(bytes, lastTwo).AsInt16());
                high += MultiplyAdd(one, weights[0]) + MultiplyAdd(two, weights[2]);
                low += MultiplyAdd(one, weights[1]) + MultiplyAdd(two, weights[3]);
            }
            var sum = ((high << ResampleAxis.LowBits) + low) >> ResampleAxis.WeightBits;
            var pixels = Avx2.Shuffle(sum.AsByte(), lowestBytes).AsUInt32();
            *(uint*)toUpper = pixels.GetLower().ToScalar();
            *(uint*)toLower = pixels.GetUpper().ToScalar();
        }
    }

    private static Vector256<int> MultiplyAdd(Vector256<short> pixels, int weights) =>
        Avx2.MultiplyAddAdjacent(pixels, Vector256.Create(weights).AsInt16());

    private static void MixPixels(byte* from, int count, int* weights, byte* to)
    {
        var sum = Vector128.Create(Half);
        for (var k = 0; k < count; k++, from += 3)
        {
            var bytes = Vector128.CreateScalarUnsafe(*(uint*)from).AsByte();
            sum += Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32() * Vector128.Create(weights[k]);
        }
        var shifted = (sum >> ResampleAxis.WeightBits).AsByte();
        *(uint*)to = Vector128.Shuffle(shifted, Vector128.Create((byte)0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).AsUInt32().ToScalar();
    }
}
