namespace Harness.Experiments;

/// <summary>What suites may be called. The name becomes that of a folder, also on Windows, which ignores case and drops a dot at the end.</summary>
public static class SuiteName
{
    /// <summary>How the results folders of dry runs end, and therefore no suite's name: a dry run must never replace another suite's results.</summary>
    internal const string DryEnding = "-dry";

    private const string Fallback = "images";

    // The folders of finished epochs and of drawn images, beside those of suites' results.
    private static readonly string[] Taken = ["store", "data"];

    /// <summary>The name of a suite on a folder's images.</summary>
    /// <param name="folder">The folder, as a full path, with or without a separator at its end.</param>
    /// <returns>The folder's name with hyphens instead of what no suite's name may hold.</returns>
    public static string Of(string folder)
    {
        var name = string.Concat(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)).Select(character => IsAllowed(character) ? character : '-'));
        name = string.Join('-', name.Split('-', StringSplitOptions.RemoveEmptyEntries)).Trim('-', '_', '.');
        if (name.Length == 0) return Fallback;
        return IsTaken(name) || IsOfDryRuns(name) ? $"{name}-{Fallback}" : name;
    }

    /// <summary>Why no suite may have a name.</summary>
    /// <param name="name">The name; not empty.</param>
    /// <returns>What is wrong, and what to do; null if it may be a suite's.</returns>
    internal static (string Message, string Remedy)? ProblemOf(string name)
    {
        if (IsTaken(name)) return ($"suite name '{name}' is taken: results/{name.ToLowerInvariant()} is a folder of Harness itself", "choose another name");
        if (IsOfDryRuns(name))
            return ($"suite name '{name}' ends in '{DryEnding}', like the results folders of dry runs", "choose another name: a dry run of another suite would replace its results");
        if (name.All(IsAllowed) && char.IsAsciiLetterOrDigit(name[0]) && name[^1] != '.') return null;
        return ($"suite name '{name}' cannot be the name of a folder", "use letters, digits, '-', '_' and '.', beginning with a letter or digit and not ending in '.'");
    }

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.';

    private static bool IsTaken(string name) => Taken.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsOfDryRuns(string name) => name.EndsWith(DryEnding, StringComparison.OrdinalIgnoreCase);
}
