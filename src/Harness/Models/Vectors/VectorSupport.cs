using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Harness.Models.Vectors;

/// <summary>Which vectors this processor has.</summary>
internal static class VectorSupport
{
    /// <summary>Whether there are any: <see cref="WideVector"/> or else <see cref="NarrowVector"/>.</summary>
    public static bool HasAny => IsWide || IsNarrow;

    /// <summary>Whether there is <see cref="WideVector"/>.</summary>
    public static bool IsWide => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    // Also with an AVX-512 that slows the processor down, which .NET does not use.
    private static bool IsNarrow => !IsWide && Fma.IsSupported && Avx2.IsSupported;
}
