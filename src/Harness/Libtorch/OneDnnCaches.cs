using System.Runtime.InteropServices;

namespace Harness.Libtorch;

/// <summary>The cache sizes that oneDNN, which libtorch uses for convolutions, assumes for the processor.</summary>
/// <remarks>
/// Some virtual machines hide the caches of an AMD processor: all numbers of their description are 0. As it counts from 1, the oneDNN of libtorch 2.10 (3.7.1) then takes every
/// cache for a single byte. Its convolutions for AVX2 and AVX-512 were up to 13 % off so, with the same wrong bits every time, and those of 1×1 places and many channels divided
/// by zero, which ends the process. Of a processor without any cache it assumes usual sizes (<c>get_per_core_cache_size</c> in its <c>src/cpu/platform.cpp</c>), and has no
/// setting for either.
/// </remarks>
internal static unsafe class OneDnnCaches
{
    // dnnl::impl::cpu::x64::cpu(), which the library does not export, and at::globalContext(), which it does.
    private const string Processor = "_ZN4dnnl4impl3cpu3x643cpuEv", Exported = "_ZN2at13globalContextEv";

    // The former returns a Xbyak::util::Cpu: the sizes of up to ten caches in bytes, the number of cores that share each, and the number of caches, all of 32 bits.
    private const int Sizes = 0x1C, Sharing = 0x44, Levels = 0x6C, MostLevels = 10;

    /// <summary>Makes oneDNN assume usual sizes where it takes every cache for one byte. It must come before the first convolution.</summary>
    /// <param name="library">The handle of the loaded library.</param>
    /// <param name="file">Its file, <c>libtorch_cpu.so</c>.</param>
    /// <returns>Whether oneDNN assumes usual sizes now; false also where its description of the processor cannot be found, as in a library without the names of inner functions, or one whose file cannot be read a second time.</returns>
    public static bool AssumeUsualSizes(nint library, string file)
    {
        if (Find(library, file) is not { } processor) return false;
        if (Read(processor) is { Length: > 0 } sizes && sizes.All(size => size == 1)) *(int*)(processor + Levels) = 0;
        return *(int*)(processor + Levels) == 0 && !new ReadOnlySpan<int>((void*)(processor + Sizes), 2 * MostLevels).ContainsAnyExcept(0, 1);
    }

    /// <summary>The sizes of the caches, from the first level on.</summary>
    /// <param name="library">As in <see cref="AssumeUsualSizes"/>.</param>
    /// <param name="file">As in <see cref="AssumeUsualSizes"/>.</param>
    /// <returns>The sizes in bytes, none if usual ones are assumed; null if they cannot be found.</returns>
    public static int[]? Read(nint library, string file) => Find(library, file) is { } processor ? Read(processor) : null;

    private static int[]? Read(nint processor)
    {
        var levels = *(int*)(processor + Levels);
        if (levels is < 0 or > MostLevels) return null;
        var sharing = new ReadOnlySpan<int>((void*)(processor + Sharing), levels);
        return sharing.ContainsAnyExceptInRange(1, 1 << 16) ? null : new ReadOnlySpan<int>((void*)(processor + Sizes), levels).ToArray();
    }

    private static nint? Find(nint library, string file)
    {
        if (!NativeLibrary.TryGetExport(library, Exported, out var exported)) return null;
        if (FindSymbols(file) is not [var function, var offset]) return null;
        return ((delegate* unmanaged<nint>)(exported - (nint)offset + (nint)function))();
    }

    private static long[]? FindSymbols(string file)
    {
        try
        {
            return ElfSymbols.Find(file, Processor, Exported);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A limit of the address space, for one, leaves no room for the file a second time.
            return null;
        }
    }
}
