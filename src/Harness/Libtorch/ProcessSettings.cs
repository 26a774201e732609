using System.Runtime.InteropServices;

namespace Harness.Libtorch;

/// <summary>Settings of the process with which libtorch runs faster (glibc and GNU's OpenMP) or correctly (oneDNN).</summary>
internal static partial class ProcessSettings
{
    // glibc's malloc.h
    private const int TrimThreshold = -1, TopPad = -2, MmapThreshold = -3, ArenaMaximum = -8;

    private const int Mebibyte = 1 << 20;

    /// <summary>Makes those for glibc and OpenMP; elsewhere than on Linux it does nothing. It must come before libtorch is loaded.</summary>
    public static void Apply()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            KeepFreedMemory();
            LetThreadsSleep();
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library than glibc. Everything works, only slower.
        }
    }

    /// <summary>
    /// Holds oneDNN to convolutions that do not depend on the sizes of caches, those for AVX, unless <c>ONEDNN_MAX_CPU_ISA</c> is set. They take about three times as long.
    /// It must come before oneDNN's first use.
    /// </summary>
    /// <remarks>
    /// On Windows oneDNN reads the variable with <c>GetEnvironmentVariable</c> (<c>getenv</c> in its <c>src/common/utils.cpp</c>), which sees what .NET sets; what the C
    /// library has copied when it began does not matter. This follows from the sources and was not tried on Windows, for lack of a machine that hides its caches.
    /// </remarks>
    public static void AvoidCacheSizes()
    {
        const string variable = "ONEDNN_MAX_CPU_ISA", usable = "AVX";
        if (!OperatingSystem.IsWindows()) _ = SetEnvironment(variable, usable, overwrite: 0);
        else if (!IsSet(variable)) Environment.SetEnvironmentVariable(variable, usable);
    }

    // glibc gives every large block back to the system when a tensor is freed, and the next tensor's pages are cleared again: a fifth of the time of a
    // training step. Blocks below the threshold stay; the heap's end is given back only when it is larger than what a step takes and frees. With 1 GiB and
    // 2 GiB in their place, the flowers suite takes as long and peaks two tenths of a gigabyte higher.
    private static void KeepFreedMemory()
    {
        if (IsSet("MALLOC_MMAP_THRESHOLD_") || IsSet("MALLOC_TRIM_THRESHOLD_") || IsSet("GLIBC_TUNABLES")) return;
        _ = SetAllocatorOption(MmapThreshold, 256 * Mebibyte);
        _ = SetAllocatorOption(TrimThreshold, 512 * Mebibyte);
        _ = SetAllocatorOption(TopPad, 64 * Mebibyte);
        // Each arena keeps what it was freed, and every few threads get one of their own. The threads of .NET have theirs by now, so that this bounds what is left. The
        // variable MALLOC_ARENA_MAX, which run-all.sh sets to 1, bounds all: the flowers suite then peaks at 1.3 GB instead of 1.7 to 1.9, and takes as long.
        if (!IsSet("MALLOC_ARENA_MAX")) _ = SetAllocatorOption(ArenaMaximum, 2);
    }

    // OpenMP's threads wait for work by spinning, which starves whatever shares the machine, the decoders too: measured beside one other busy process,
    // an epoch took 90 s so and 20 s with threads that sleep at once. A few microseconds of spinning first keep most of what sleeping costs on a quiet
    // machine. .NET's own SetEnvironmentVariable does not reach native code.
    private static void LetThreadsSleep()
    {
        const int keepWhatIsSet = 0;
        _ = SetEnvironment("OMP_WAIT_POLICY", "PASSIVE", keepWhatIsSet);
        _ = SetEnvironment("GOMP_SPINCOUNT", "2000", keepWhatIsSet);
    }

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetAllocatorOption(int option, int value);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
