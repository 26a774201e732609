using System.Runtime.CompilerServices;
using Harness.Models.Vectors;

namespace Harness.Models.Winograd.Stems;

/// <summary>
/// The transforms of F(4×4, 4×4) along one side of a tile. Each reads vectors that lie at one distance from each other, and writes others at another distance, in numbers. A, B and G are those of the paper that <see cref="WinogradConvolution"/> names.
/// </summary>
/// <remarks>
/// The polynomials are evaluated at ±1/4, ±3/4, ±7/4 and infinity: of multiples of 1/8 these have nearly the smallest errors, three to six times those of libtorch's convolution.
/// </remarks>
internal static unsafe class StemTransforms
{
    private const float A = 0.25f, A2 = A * A, A3 = A2 * A, B = 0.75f, B2 = B * B, B3 = B2 * B, C = 1.75f, C2 = C * C, C3 = C2 * C;

    /// <summary>G: four weights into seven factors, row by row.</summary>
    public static double[][] Weight { get; } = [.. new double[] { A, -A, B, -B, C, -C }.Select(WeightRow), [0, 0, 0, 1]];

    /// <summary>Bᵀ: seven inputs into seven factors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input<TVector>(float* source, nint sourceStride, float* target, nint targetStride) where TVector : struct, IVector<TVector>
    {
        var (in0, in1) = (TVector.Load(source), TVector.Load(source + sourceStride));
        var (in2, in3) = (TVector.Load(source + (2 * sourceStride)), TVector.Load(source + (3 * sourceStride)));
        var (in4, in5) = (TVector.Load(source + (4 * sourceStride)), TVector.Load(source + (5 * sourceStride)));
        var in6 = TVector.Load(source + (6 * sourceStride));
        Pair(Quadratic(in0, in2, in4, B2 + C2, B2 * C2), Quadratic(in1, in3, in5, B2 + C2, B2 * C2), A, target, targetStride);
        Pair(Quadratic(in0, in2, in4, A2 + C2, A2 * C2), Quadratic(in1, in3, in5, A2 + C2, A2 * C2), B, target + (2 * targetStride), targetStride);
        Pair(Quadratic(in0, in2, in4, A2 + B2, A2 * B2), Quadratic(in1, in3, in5, A2 + B2, A2 * B2), C, target + (4 * targetStride), targetStride);
        var cubic = TVector.MultiplyAdd(in4, TVector.Create(-(A2 + B2 + C2)), in6);
        cubic = TVector.MultiplyAdd(in2, TVector.Create((A2 * B2) + (A2 * C2) + (B2 * C2)), cubic);
        TVector.MultiplyAdd(in0, TVector.Create(-(A2 * B2 * C2)), cubic).Store(target + (6 * targetStride));
    }

    /// <summary>Aᵀ: seven products into four outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output<TVector>(float* source, nint sourceStride, float* target, nint targetStride) where TVector : struct, IVector<TVector>
    {
        var (in0, in1) = (TVector.Load(source), TVector.Load(source + sourceStride));
        var (in2, in3) = (TVector.Load(source + (2 * sourceStride)), TVector.Load(source + (3 * sourceStride)));
        var (in4, in5) = (TVector.Load(source + (4 * sourceStride)), TVector.Load(source + (5 * sourceStride)));
        var in6 = TVector.Load(source + (6 * sourceStride));
        var (sumA, differenceA) = (in0 + in1, in0 - in1);
        var (sumB, differenceB) = (in2 + in3, in2 - in3);
        var (sumC, differenceC) = (in4 + in5, in4 - in5);
        (sumA + sumB + sumC).Store(target);
        Combine(differenceA, A, differenceB, B, differenceC * TVector.Create(C)).Store(target + targetStride);
        Combine(sumA, A2, sumB, B2, sumC * TVector.Create(C2)).Store(target + (2 * targetStride));
        Combine(differenceA, A3, differenceB, B3, TVector.MultiplyAdd(differenceC, TVector.Create(C3), in6)).Store(target + (3 * targetStride));
    }

    // The powers of a point, divided by the derivative there of the polynomial that is zero at all points.
    private static double[] WeightRow(double point)
    {
        var divisor = new double[] { A, -A, B, -B, C, -C }.Where(other => other != point).Aggregate(1.0, (product, other) => product * (point - other));
        return [.. Enumerable.Range(0, 4).Select(power => Math.Pow(point, power) / divisor)];
    }

    // The value of third − sum · second + product · first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Quadratic<TVector>(TVector first, TVector second, TVector third, float sum, float product) where TVector : struct, IVector<TVector> =>
        TVector.MultiplyAdd(first, TVector.Create(product), TVector.MultiplyAdd(second, TVector.Create(-sum), third));

    // The factors of a point and of its opposite.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair<TVector>(TVector even, TVector odd, float point, float* target, nint targetStride) where TVector : struct, IVector<TVector>
    {
        TVector.MultiplyAdd(even, TVector.Create(point), odd).Store(target);
        TVector.MultiplyAdd(even, TVector.Create(-point), odd).Store(target + targetStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Combine<TVector>(TVector first, float firstFactor, TVector second, float secondFactor, TVector rest) where TVector : struct, IVector<TVector> =>
        TVector.MultiplyAdd(first, TVector.Create(firstFactor), TVector.MultiplyAdd(second, TVector.Create(secondFactor), rest));
}
