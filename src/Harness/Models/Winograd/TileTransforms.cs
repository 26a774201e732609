using System.Runtime.CompilerServices;
using Harness.Models.Vectors;

namespace Harness.Models.Winograd;

/// <summary>
/// The transforms of F(4×4, 3×3) along one side of a tile. Each reads vectors that lie at one distance from each other, and writes others at another distance, in numbers. A, B and G are those of the paper that <see cref="WinogradConvolution"/> names.
/// </summary>
/// <remarks>
/// The polynomials are evaluated at 0, ±5/8, ±3/2 and infinity. With 0, ±1, ±2 and infinity, the usual points, the largest errors are four times as large. That points between
/// these are better is from B. Barabasz et al., "Error Analysis and Improving the Accuracy of Winograd Convolution for Deep Neural Networks" (arXiv:1803.10986).
/// </remarks>
internal static unsafe class TileTransforms
{
    // The points a and b, their powers, and the divisors of the transform of weights: the derivative of x(x² − a²)(x² − b²) at 0, a and b.
    private const float A = 0.625f, A2 = A * A, A3 = A2 * A, B = 1.5f, B2 = B * B, B3 = B2 * B;
    private const float At0 = 1 / (A2 * B2), AtA = 1 / (2 * A2 * (A2 - B2)), AtB = 1 / (2 * B2 * (B2 - A2));

    /// <summary>Bᵀ: six inputs into six factors. The first and the last may be 0 without being read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input<TVector, TElement>(TElement* source, nint sourceStride, float* target, nint targetStride, bool hasFirst = true, bool hasLast = true)
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var in0 = hasFirst ? TElement.Load<TVector>(source) : default;
        var in1 = TElement.Load<TVector>(source + sourceStride);
        var in2 = TElement.Load<TVector>(source + (2 * sourceStride));
        var in3 = TElement.Load<TVector>(source + (3 * sourceStride));
        var in4 = TElement.Load<TVector>(source + (4 * sourceStride));
        var in5 = hasLast ? TElement.Load<TVector>(source + (5 * sourceStride)) : default;
        Add(in2, -(A2 + B2), in4, out var even0);
        Add(in0, A2 * B2, even0, out var out0);
        Add(in3, -(A2 + B2), in5, out var odd0);
        Add(in1, A2 * B2, odd0, out var out5);
        Add(in2, -B2, in4, out var evenA);
        Add(in1, -B2, in3, out var oddA);
        Add(in2, -A2, in4, out var evenB);
        Add(in1, -A2, in3, out var oddB);
        Add(oddA, A, evenA, out var out1);
        Add(oddA, -A, evenA, out var out2);
        Add(oddB, B, evenB, out var out3);
        Add(oddB, -B, evenB, out var out4);
        out0.Store(target);
        out1.Store(target + targetStride);
        out2.Store(target + (2 * targetStride));
        out3.Store(target + (3 * targetStride));
        out4.Store(target + (4 * targetStride));
        out5.Store(target + (5 * targetStride));
    }

    /// <summary>G: three weights into six factors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weight<TVector>(float* source, nint sourceStride, float* target, nint targetStride) where TVector : struct, IVector<TVector>
    {
        var (in0, in1, in2) = (TVector.Load(source), TVector.Load(source + sourceStride), TVector.Load(source + (2 * sourceStride)));
        var (evenA, oddA) = (Times(in0, AtA) + Times(in2, A2 * AtA), Times(in1, A * AtA));
        var (evenB, oddB) = (Times(in0, AtB) + Times(in2, B2 * AtB), Times(in1, B * AtB));
        Times(in0, At0).Store(target);
        (evenA + oddA).Store(target + targetStride);
        (evenA - oddA).Store(target + (2 * targetStride));
        (evenB + oddB).Store(target + (3 * targetStride));
        (evenB - oddB).Store(target + (4 * targetStride));
        in2.Store(target + (5 * targetStride));
    }

    /// <summary>Aᵀ: six products into four outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output<TVector>(float* source, nint sourceStride, float* target, nint targetStride) where TVector : struct, IVector<TVector>
    {
        var (in0, in1) = (TVector.Load(source), TVector.Load(source + sourceStride));
        var (in2, in3) = (TVector.Load(source + (2 * sourceStride)), TVector.Load(source + (3 * sourceStride)));
        var (in4, in5) = (TVector.Load(source + (4 * sourceStride)), TVector.Load(source + (5 * sourceStride)));
        var (sumA, differenceA, sumB, differenceB) = (in1 + in2, in1 - in2, in3 + in4, in3 - in4);
        Add(differenceA, A3, in5, out var third);
        Add(differenceB, B3, third, out third);
        Add(differenceB, B, Times(differenceA, A), out var first);
        Add(sumB, B2, Times(sumA, A2), out var second);
        (in0 + sumA + sumB).Store(target);
        first.Store(target + targetStride);
        second.Store(target + (2 * targetStride));
        third.Store(target + (3 * targetStride));
    }

    /// <summary>A: the gradients of four outputs into those of six products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OutputGradient<TVector, TElement>(TElement* source, nint sourceStride, float* target, nint targetStride)
        where TVector : struct, IVector<TVector>
        where TElement : unmanaged, IElement<TElement>
    {
        var (in0, in1) = (TElement.Load<TVector>(source), TElement.Load<TVector>(source + sourceStride));
        var (in2, in3) = (TElement.Load<TVector>(source + (2 * sourceStride)), TElement.Load<TVector>(source + (3 * sourceStride)));
        Add(in2, A2, in0, out var evenA);
        Add(in2, B2, in0, out var evenB);
        Add(in3, A3, Times(in1, A), out var oddA);
        Add(in3, B3, Times(in1, B), out var oddB);
        in0.Store(target);
        (evenA + oddA).Store(target + targetStride);
        (evenA - oddA).Store(target + (2 * targetStride));
        (evenB + oddB).Store(target + (3 * targetStride));
        (evenB - oddB).Store(target + (4 * targetStride));
        in3.Store(target + (5 * targetStride));
    }

    /// <summary>Gᵀ: the gradients of six factors into those of three weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WeightGradient<TVector>(float* source, nint sourceStride, float* target, nint targetStride) where TVector : struct, IVector<TVector>
    {
        var (in0, in1) = (TVector.Load(source), TVector.Load(source + sourceStride));
        var (in2, in3) = (TVector.Load(source + (2 * sourceStride)), TVector.Load(source + (3 * sourceStride)));
        var (in4, in5) = (TVector.Load(source + (4 * sourceStride)), TVector.Load(source + (5 * sourceStride)));
        var (sumA, differenceA) = (Times(in1 + in2, AtA), Times(in1 - in2, AtA));
        var (sumB, differenceB) = (Times(in3 + in4, AtB), Times(in3 - in4, AtB));
        Add(in0, At0, sumA + sumB, out var out0);
        Add(differenceB, B, Times(differenceA, A), out var out1);
        Add(sumA, A2, in5, out var out2);
        Add(sumB, B2, out2, out out2);
        out0.Store(target);
        out1.Store(target + targetStride);
        out2.Store(target + (2 * targetStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TVector>(TVector value, float factor, TVector addend, out TVector sum) where TVector : struct, IVector<TVector> =>
        sum = TVector.MultiplyAdd(value, TVector.Create(factor), addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Times<TVector>(TVector value, float factor) where TVector : struct, IVector<TVector> => value * TVector.Create(factor);
}
