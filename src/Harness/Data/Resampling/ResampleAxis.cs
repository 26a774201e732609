namespace Harness.Data.Resampling;

/// <summary>Which input pixels make which output pixel along one axis, and with which weights.</summary>
/// <remarks>
/// Pillow's bilinear filter: a triangle that widens with the reduction, so that no input pixel is skipped (antialiasing). Weights are rounded to
/// 22 fractional bits as Pillow does, since only then the results are the same bytes.
/// </remarks>
internal sealed class ResampleAxis
{
    /// <summary>The fractional bits of a weight: 32 less the 8 of a pixel and 2 for the sum.</summary>
    public const int WeightBits = 22;

    /// <summary>The bits of the lower part of a weight; both parts then fit into 16 bits with a sign, 1 itself included.</summary>
    public const int LowBits = WeightBits / 2;

    private ResampleAxis(int length, int stride)
    {
        Starts = new int[length];
        Counts = new int[length];
        Weights = new int[length * stride];
        Stride = stride;
    }

    /// <summary>Per output pixel, the first input pixel.</summary>
    public int[] Starts { get; }

    /// <summary>Per output pixel, the number of input pixels.</summary>
    public int[] Counts { get; }

    /// <summary>The weights of output pixel i, from <c>i × Stride</c> on.</summary>
    public int[] Weights { get; }

    /// <summary>The room for the weights of one output pixel.</summary>
    public int Stride { get; }

    /// <summary>The ints in <see cref="PackWeights"/> for one output pixel.</summary>
    public int PackedStride => (Stride + 3) / 4 * 4;

    /// <summary>The number of output pixels.</summary>
    public int Length => Starts.Length;

    /// <summary>The first input pixel that any output pixel needs.</summary>
    public int First { get; private set; } = int.MaxValue;

    /// <summary>One past the last input pixel that any output pixel needs.</summary>
    public int End { get; private set; }

    /// <summary>Computes the weights.</summary>
    /// <param name="inputStart">Where the resampled part of the input begins.</param>
    /// <param name="inputLength">How long that part is; pixels outside it have no influence.</param>
    /// <param name="outputLength">How long the whole result would be.</param>
    /// <param name="windowStart">Where the wanted part of the result begins.</param>
    /// <param name="windowLength">How long that part is.</param>
    /// <param name="isMirrored">Whether the wanted part runs backwards.</param>
    /// <returns>The weights of the wanted part.</returns>
    public static ResampleAxis Create(
        int inputStart, int inputLength, int outputLength, int windowStart, int windowLength, bool isMirrored = false)
    {
        var scale = (double)inputLength / outputLength;
        var filterScale = Math.Max(scale, 1.0);
        var axis = new ResampleAxis(windowLength, ((int)Math.Ceiling(filterScale) * 2) + 1);
        Span<double> exact = axis.Stride <= 64 ? stackalloc double[axis.Stride] : new double[axis.Stride];
        for (var i = 0; i < windowLength; i++)
        {
            var center = (windowStart + i + 0.5) * scale;
            axis.Set(isMirrored ? windowLength - 1 - i : i, center, filterScale, inputStart, inputLength, exact);
        }
        return axis;
    }

    /// <summary>Writes the weights so that instructions on pairs of 16-bit numbers can use them: for every two input pixels an int with the upper parts of
    /// both weights, then one with the lower <see cref="LowBits"/> bits of both. What is missing to a multiple of four input pixels is 0.</summary>
    /// <returns>The weights of output pixel i, from <c>i × PackedStride</c> on.</returns>
    public int[] PackWeights()
    {
        var packed = new int[Length * PackedStride];
        for (var i = 0; i < Length; i++)
        {
            for (var k = 0; k < Counts[i]; k++)
            {
                var weight = Weights[(i * Stride) + k];
                var slot = (i * PackedStride) + (k / 2 * 2);
                var shift = k % 2 * 16;
                packed[slot] |= (weight >> LowBits) << shift;
                packed[slot + 1] |= (weight & ((1 << LowBits) - 1)) << shift;
            }
        }
        return packed;
    }

    private void Set(int slot, double center, double filterScale, int inputStart, int inputLength, Span<double> exact)
    {
        var first = Math.Max(0, (int)(center - filterScale + 0.5));
        var count = Math.Min(inputLength, (int)(center + filterScale + 0.5)) - first;
        var inverse = 1.0 / filterScale;
        var sum = 0.0;
        for (var k = 0; k < count; k++)
        {
            exact[k] = Math.Max(0.0, 1.0 - Math.Abs((k + first - center + 0.5) * inverse));
            sum += exact[k];
        }
        for (var k = 0; k < count; k++)
            Weights[(slot * Stride) + k] = (int)(0.5 + (exact[k] / sum * (1 << WeightBits)));
        Starts[slot] = inputStart + first;
        Counts[slot] = count;
        First = Math.Min(First, Starts[slot]);
        End = Math.Max(End, Starts[slot] + count);
    }
}
