using System.Runtime.CompilerServices;

namespace Harness.Models.Vectors;

/// <summary>Memory for vectors.</summary>
internal static unsafe class VectorMemory
{
    /// <summary>The first place in some memory from which vectors lie in one line of the cache each.</summary>
    /// <param name="memory">It has room for 16 numbers more than are used.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float* Align(float* memory) => (float*)(((nint)memory + 63) & ~(nint)63);

    /// <summary>Sets vectors to 0.</summary>
    /// <typeparam name="TVector">The vectors.</typeparam>
    /// <param name="target">The first.</param>
    /// <param name="count">How many.</param>
    public static void Clear<TVector>(float* target, int count) where TVector : struct, IVector<TVector>
    {
        for (var vector = 0; vector < count; vector++) default(TVector).Store(target + (vector * TVector.Count));
    }
}
