using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Harness.Models.Winograd;

/// <summary>Memory for vectors of sixteen numbers.</summary>
internal static unsafe class VectorMemory
{
    /// <summary>How many numbers a vector has.</summary>
    public const int Lanes = 16;

    /// <summary>The first place in some memory from which vectors lie in one line of the cache each.</summary>
    /// <param name="memory">It has room for one vector more than are used.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float* Align(float* memory) => (float*)(((nint)memory + 63) & ~(nint)63);

    /// <summary>Sets vectors to 0.</summary>
    /// <param name="target">The first.</param>
    /// <param name="count">How many.</param>
    public static void Clear(float* target, int count)
    {
        for (var vector = 0; vector < count; vector++) Vector512<float>.Zero.Store(target + (vector * Lanes));
    }
}
