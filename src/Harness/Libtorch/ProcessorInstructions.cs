using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Harness.Libtorch;

/// <summary>The instruction sets of the processor that make a difference to libtorch and oneDNN.</summary>
internal static class ProcessorInstructions
{
    /// <summary>Products of bfloat16 in wide registers.</summary>
    public const string AvxBFloat16 = "AVX-512 BF16";

    /// <summary>Products of matrices of bfloat16. Whether the operating system supports their registers, which Linux does since 5.16, is not asked.</summary>
    public const string AmxBFloat16 = "AMX BF16";

    /// <summary>Those that it offers.</summary>
    public static IReadOnlyList<string> Offered { get; } = Ask();

    private static IReadOnlyList<string> Ask()
    {
        if (!X86Base.IsSupported) return AdvSimd.IsSupported ? ["NEON"] : [];
        var (_, sevenB, sevenC, sevenD) = Leaf(7, 0);
        var (oneA, _, _, _) = Leaf(7, 1);
        // Without the operating system's support for the wide registers the bits below mean nothing.
        var hasAvx512 = Avx512F.IsSupported;
        (string Name, bool IsThere)[] sets =
        [
            ("AVX2", Avx2.IsSupported),
            ("AVX-VNNI", Avx2.IsSupported && Has(oneA, 4)),
            ("AVX-512", hasAvx512 && Has(sevenB, 30)),
            ("AVX-512 VNNI", hasAvx512 && Has(sevenC, 11)),
            (AvxBFloat16, hasAvx512 && Has(oneA, 5)),
            (AmxBFloat16, hasAvx512 && Has(sevenD, 24) && Has(sevenD, 22)),
        ];
        return [.. sets.Where(set => set.IsThere).Select(set => set.Name)];
    }

    private static (int Eax, int Ebx, int Ecx, int Edx) Leaf(int function, int subfunction)
    {
        if (X86Base.CpuId(0, 0).Eax < function) return default;
        return subfunction > X86Base.CpuId(function, 0).Eax ? default : X86Base.CpuId(function, subfunction);
    }

    private static bool Has(int register, int bit) => (register >> bit & 1) == 1;
}
