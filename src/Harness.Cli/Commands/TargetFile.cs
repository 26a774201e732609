using System.CommandLine;
using Harness.Diagnostics;

namespace Harness.Cli.Commands;

/// <summary>A file to write. Whoever mistypes a name must neither wait for what cannot be written nor lose other weights by it.</summary>
internal static class TargetFile
{
    private const string Name = "--force";

    /// <summary>Makes the option with which a file that is there is replaced.</summary>
    public static Option<bool> Force() => new(Name) { Description = "Overwrite an existing file." };

    /// <summary>Makes sure that nothing is lost, before anything is computed.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="replaces">Whether a file that is there may be replaced.</param>
    /// <exception cref="HarnessException">There is a file, and it may not; or the path is that of a folder.</exception>
    public static void EnsureFree(string path, bool replaces)
    {
        EnsureNoFolder(path);
        if (!replaces && File.Exists(path)) throw new HarnessException($"'{path}' already exists.", $"Name another file, or replace it with {Name}.");
    }

    /// <summary>Makes sure, before anything is computed, that a path names a file, which may be there.</summary>
    /// <param name="path">The file to write.</param>
    /// <exception cref="HarnessException">The path is that of a folder, or ends like one.</exception>
    public static void EnsureNoFolder(string path)
    {
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path)) throw new HarnessException($"'{path}' is a folder.", "Name a file in it.");
    }
}
