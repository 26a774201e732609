using Harness.Experiments;

namespace Harness.Proposals;

/// <summary>Names suites after folders.</summary>
public static class SuiteName
{
    private const string Fallback = "images";

    // Folders beside those of suites' results.
    private static readonly string[] Taken = ["store", "data"];

    /// <summary>The name of a suite on a folder's images.</summary>
    /// <param name="folder">The folder, as a full path, with or without a separator at its end.</param>
    /// <returns>The folder's name with hyphens instead of what no suite's name may hold.</returns>
    public static string Of(string folder)
    {
        var name = string.Concat(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)).Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '-'));
        name = string.Join('-', name.Split('-', StringSplitOptions.RemoveEmptyEntries)).Trim('-', '_', '.');
        if (name.Length == 0) return Fallback;
        return Taken.Contains(name, StringComparer.OrdinalIgnoreCase) || name.EndsWith(Suite.DryEnding, StringComparison.OrdinalIgnoreCase) ? $"{name}-{Fallback}" : name;
    }
}
