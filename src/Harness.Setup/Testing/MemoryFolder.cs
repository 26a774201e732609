namespace Harness.Setup.Testing;

/// <summary>
/// A folder in memory for the temporary files of the tests: they write many gigabytes in small files, each of which is to be safe on the disk before the next,
/// and delete them at once. Deleted when disposed.
/// </summary>
internal sealed class MemoryFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    // Four times what the tests have at a time at most; beside it they need memory to run in.
    private const long Needed = 2L << 30;

    private MemoryFolder(string path) => Path = path;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Makes one.</summary>
    /// <returns>None where the machine has no such place, too little of it, or one that no program may be started from.</returns>
    public static MemoryFolder? Make()
    {
        try
        {
            return IsFit(File.ReadLines("/proc/mounts"), File.ReadLines("/proc/meminfo"), new DriveInfo(Memory).AvailableFreeSpace)
                ? new MemoryFolder(Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"harness-tests-{Environment.ProcessId}")).FullName)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether tests can have their files there.</summary>
    /// <param name="mounts">The lines of <c>/proc/mounts</c>.</param>
    /// <param name="memory">The lines of <c>/proc/meminfo</c>.</param>
    /// <param name="free">How many bytes the file system in memory still takes.</param>
    internal static bool IsFit(IEnumerable<string> mounts, IEnumerable<string> memory, long free)
    {
        // Of several file systems at one place, the last one counts.
        var options = mounts.Select(line => line.Split(' ')).LastOrDefault(parts => parts.Length > 3 && parts[1] == Memory)?[3].Split(',');
        return options is not null && !options.Contains("noexec") && free >= Needed && Available(memory) >= 4 * Needed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What a test left behind without permissions is no reason to fail all of them.
        }
    }

    private static long Available(IEnumerable<string> memory)
    {
        var parts = memory.FirstOrDefault(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal))?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts is [_, var kibibytes, ..] && long.TryParse(kibibytes, out var number) ? number << 10 : 0;
    }
}
