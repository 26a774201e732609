using System.CommandLine;
using Harness.Diagnostics;

namespace Harness.Cli.Commands;

/// <summary>A file to write. After a mistyped name, a user must neither wait for what cannot be written nor lose another file.</summary>
internal static class TargetFile
{
    private const string Name = "--force";

    /// <summary>Makes the option that allows overwriting an existing file.</summary>
    public static Option<bool> Force() => new(Name) { Description = "Overwrite an existing file." };

    /// <summary>Makes sure, before anything is computed, that no file is lost.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="replaces">Whether an existing file may be replaced.</param>
    /// <exception cref="HarnessException">The file exists and may not be replaced, or the path is that of a folder.</exception>
    public static void EnsureFree(string path, bool replaces)
    {
        EnsureNoFolder(path);
        if (!replaces && File.Exists(path)) throw new HarnessException($"'{path}' already exists.", $"Name another file, or replace it with {Name}.");
    }

    /// <summary>Makes sure, before anything is computed, that a path names a file, which may be there.</summary>
    /// <param name="path">The file to write.</param>
    /// <exception cref="HarnessException">The path is that of a folder or ends like one, or it is that of a device, which a file would replace.</exception>
    public static void EnsureNoFolder(string path)
    {
        if (IsDevice(Path.GetFullPath(path))) throw new HarnessException($"'{path}' is no ordinary file.", "Name one.");
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path)) throw new HarnessException($"'{path}' is a folder.", "Name a file in it.");
    }

    // /dev/shm is a disk in memory.
    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows() && path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal);
}
