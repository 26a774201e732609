using System.Runtime.Intrinsics.X86;

namespace Harness.Libtorch;

/// <summary>The properties of the processor that decide how libtorch computes.</summary>
internal static class Processor
{
    private const string LinuxFolder = "/sys/devices/system/cpu";

    // CPUID: Intel's leaf that describes a cache, the highest extended leaf, and AMD's leaf that describes a cache.
    private const int IntelCaches = 4, HighestExtended = unchecked((int)0x80000000), AmdCaches = unchecked((int)0x8000001D);

    /// <summary>libtorch's default number of threads: that of <c>OMP_NUM_THREADS</c>, otherwise one per core that this process may use.</summary>
    /// <remarks>Known without loading libtorch, since the number is part of what an epoch of training is stored under.</remarks>
    public static int Threads { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), out var threads) && threads > 0
            ? threads
            : Math.Min(Environment.ProcessorCount, CountCores(LinuxFolder) ?? Environment.ProcessorCount);

    /// <summary>Whether the processor says how large its caches are, to oneDNN and other programs. In some virtual machines it says that it has none.</summary>
    public static bool TellsItsCaches { get; } =
        !X86Base.IsSupported || HasCaches(IntelCaches) || ((uint)X86Base.CpuId(HighestExtended, 0).Eax >= unchecked((uint)AmdCaches) && HasCaches(AmdCaches));

    /// <summary>Counts cores, each once, however many threads it runs at a time: two threads in one core's vector units gain nothing.</summary>
    /// <param name="folder">Linux's folder with a folder for each logical processor.</param>
    /// <returns>The number; null if the system does not say it so.</returns>
    internal static int? CountCores(string folder)
    {
        if (!Directory.Exists(folder)) return null;
        try
        {
            var cores = Directory.GetDirectories(folder, "cpu*")
                .Select(cpu => Path.Combine(cpu, "topology", "thread_siblings_list"))
                .Where(File.Exists)
                .Select(file => File.ReadAllText(file).Trim())
                .Distinct()
                .Count();
            return cores == 0 ? null : cores;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // The kind of the first cache: 0 for none.
    private static bool HasCaches(int leaf) => (X86Base.CpuId(leaf, 0).Eax & 0x1F) != 0;
}
