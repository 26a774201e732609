using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Harness.Data.Resampling;

/// <summary>The second pass of a resize: rows are mixed to the rows of the result.</summary>
/// <remarks>Whatever the width of the vectors, the same whole numbers are added.</remarks>
internal static unsafe class VerticalPass
{
    private const int Half = 1 << (ResampleAxis.WeightBits - 1);

    /// <summary>Makes one row.</summary>
    /// <param name="narrowed">The rows of the first pass, from the first that <paramref name="rows"/> needs.</param>
    /// <param name="rows">The weights.</param>
    /// <param name="y">Which row.</param>
    /// <param name="destination">The bytes of the row.</param>
    public static void MixRow(in PixelRows narrowed, ResampleAxis rows, int y, Span<byte> destination)
    {
        fixed (byte* input = &narrowed.Buffer[(rows.Starts[y] - rows.First) * narrowed.Stride], output = destination)
        fixed (int* weights = &rows.Weights[y * rows.Stride])
        {
            var mix = new Mix(input, narrowed.Stride, weights, rows.Counts[y]);
            var x = 0;
            if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported) x = MixBySixteen(mix, x, output, destination.Length);
            x = MixByEight(mix, x, output, destination.Length);
            MixSingly(mix, x, output, destination.Length);
        }
    }

    /// <summary>The rows that make a row, and by how much.</summary>
    internal readonly struct Mix(byte* input, int stride, int* weights, int count)
    {
        public readonly byte* Input = input;
        public readonly int Stride = stride, Count = count;
        public readonly int* Weights = weights;
    }

    /// <summary>Mixes as many bytes as there are sixteens, and says where the rest begins.</summary>
    internal static int MixBySixteen(in Mix mix, int x, byte* output, int width)
    {
        for (; x <= width - 16; x += 16)
        {
            var sum = Vector512.Create(Half);
            var from = mix.Input + x;
            for (var k = 0; k < mix.Count; k++, from += mix.Stride)
                sum += Avx512F.ConvertToVector512Int32(Vector128.Load(from)) * Vector512.Create(mix.Weights[k]);
            Avx512F.ConvertToVector128Byte(sum >> ResampleAxis.WeightBits).Store(output + x);
        }
        return x;
    }

    /// <summary>Mixes as many bytes as there are eights, and says where the rest begins.</summary>
    internal static int MixByEight(in Mix mix, int x, byte* output, int width)
    {
        for (; x <= width - 8; x += 8)
        {
            var sum = Vector256.Create(Half);
            var from = mix.Input + x;
            for (var k = 0; k < mix.Count; k++, from += mix.Stride)
                sum += WidenEight(Vector128.CreateScalarUnsafe(*(ulong*)from).AsByte()) * Vector256.Create(mix.Weights[k]);
            var shifted = (sum >> ResampleAxis.WeightBits).AsUInt32();
            var words = Vector128.Narrow(shifted.GetLower(), shifted.GetUpper());
            *(ulong*)(output + x) = Vector128.Narrow(words, words).AsUInt64().ToScalar();
        }
        return x;
    }

    /// <summary>Mixes the rest byte by byte.</summary>
    internal static void MixSingly(in Mix mix, int x, byte* output, int width)
    {
        for (; x < width; x++)
        {
            var sum = Half;
            for (var k = 0; k < mix.Count; k++) sum += mix.Input[x + (k * mix.Stride)] * mix.Weights[k];
            output[x] = (byte)(sum >> ResampleAxis.WeightBits);
        }
    }

    private static Vector256<int> WidenEight(Vector128<byte> bytes)
    {
        if (Avx2.IsSupported) return Avx2.ConvertToVector256Int32(bytes);
        var (lower, upper) = Vector128.Widen(Vector128.WidenLower(bytes));
        return Vector256.Create(lower, upper).AsInt32();
    }
}
