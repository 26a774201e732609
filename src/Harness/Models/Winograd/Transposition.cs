using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Harness.Models.Winograd;

/// <summary>Exchanges rows and columns.</summary>
internal static unsafe class Transposition
{
    /// <summary>How many rows and columns are exchanged.</summary>
    public const int Side = 4;

    /// <summary>Writes as columns what are rows.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="sourceStride">The distance between rows.</param>
    /// <param name="target">The first row of the result.</param>
    /// <param name="targetStride">The distance between rows of the result.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(float* source, nint sourceStride, float* target, nint targetStride)
    {
        var (row0, row1) = (Vector128.Load(source), Vector128.Load(source + sourceStride));
        var (row2, row3) = (Vector128.Load(source + (2 * sourceStride)), Vector128.Load(source + (3 * sourceStride)));
        var (low01, low23) = (Sse.UnpackLow(row0, row1), Sse.UnpackLow(row2, row3));
        var (high01, high23) = (Sse.UnpackHigh(row0, row1), Sse.UnpackHigh(row2, row3));
        Sse.MoveLowToHigh(low01, low23).Store(target);
        Sse.MoveHighToLow(low23, low01).Store(target + targetStride);
        Sse.MoveLowToHigh(high01, high23).Store(target + (2 * targetStride));
        Sse.MoveHighToLow(high23, high01).Store(target + (3 * targetStride));
    }
}
