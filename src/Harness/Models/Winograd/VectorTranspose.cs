using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Harness.Models.Winograd;

/// <summary>Exchanges rows and columns of sixteen vectors.</summary>
internal static unsafe class VectorTranspose
{
    private const int Lanes = VectorMemory.Lanes;

    /// <summary>Writes as columns what are rows.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="sourceStride">The distance between rows.</param>
    /// <param name="target">The first row of the result.</param>
    /// <param name="targetStride">The distance between rows of the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Apply(float* source, nint sourceStride, float* target, nint targetStride)
    {
        var memory = stackalloc float[(Lanes + 1) * Lanes];
        var rows = VectorMemory.Align(memory);
        Exchange(source, sourceStride, rows, Lanes, 8);
        Exchange(rows, Lanes, rows, Lanes, 4);
        Exchange(rows, Lanes, rows, Lanes, 2);
        Exchange(rows, Lanes, target, targetStride, 1);
    }

    // In each square of twice the distance, the upper right quarter and the lower left one change places.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange(float* source, nint sourceStride, float* target, nint targetStride, int distance)
    {
        var lanes = Vector512<int>.Indices;
        var isLeft = Vector512.Equals(lanes & Vector512.Create(distance), Vector512<int>.Zero);
        // Lanes of the second row have numbers from sixteen on.
        var upper = Vector512.ConditionalSelect(isLeft, lanes, lanes + Vector512.Create(Lanes - distance));
        var lower = Vector512.ConditionalSelect(isLeft, lanes + Vector512.Create(distance), lanes + Vector512.Create(Lanes));
        for (var row = 0; row < Lanes; row++)
        {
            if ((row & distance) != 0) continue;
            var (first, second) = (Vector512.Load(source + (row * sourceStride)), Vector512.Load(source + ((row + distance) * sourceStride)));
            Avx512F.PermuteVar16x32x2(first, upper, second).Store(target + (row * targetStride));
            Avx512F.PermuteVar16x32x2(first, lower, second).Store(target + ((row + distance) * targetStride));
        }
    }
}
