using System.CommandLine;
using Harness.Diagnostics;

namespace Harness.Cli.Commands;

/// <summary>A file of weights to write: whoever mistypes a name must not lose other weights by it.</summary>
internal static class TargetFile
{
    private const string Name = "--force";

    /// <summary>Makes the option with which a file that is there is replaced.</summary>
    public static Option<bool> Force() => new(Name) { Description = "Replace a file that is there." };

    /// <summary>Makes sure that nothing is lost, before anything is computed.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="replaces">Whether a file that is there may be replaced.</param>
    /// <exception cref="HarnessException">There is a file or folder, and it may not.</exception>
    public static void EnsureFree(string path, bool replaces)
    {
        if (Directory.Exists(path)) throw new HarnessException($"'{path}' is a folder.", "Name a file in it.");
        if (!replaces && File.Exists(path)) throw new HarnessException($"'{path}' is there already.", $"Name another file, or replace it with {Name}.");
    }
}
