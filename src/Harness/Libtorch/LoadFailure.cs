using System.Text.RegularExpressions;

namespace Harness.Libtorch;

/// <summary>Reads what the system says about a library that it cannot load.</summary>
internal static partial class LoadFailure
{
    /// <summary>The line with the cause, among the many lines of the message.</summary>
    /// <param name="message">What the system says.</param>
    /// <returns>One line.</returns>
    public static string Cause(string message)
    {
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.Find(lines, IsCause) ?? lines.FirstOrDefault() ?? "the system does not say why";
    }

    /// <summary>What to do about it.</summary>
    /// <param name="message">What the system says.</param>
    /// <returns>A sentence or two.</returns>
    public static string Remedy(string message)
    {
        if (MissingVersion().Match(message) is { Success: true } match)
        {
            return match.Groups[1].Value == "GLIBC"
                ? "This system's C library is too old for libtorch, which needs glibc 2.28 or later (Debian 10, Ubuntu 18.10, RHEL 8)."
                : "This system's C++ library (libstdc++) is too old for libtorch. Debian 12, Ubuntu 22.04 and later have one that is new enough.";
        }
        return message.Contains("undefined symbol", StringComparison.Ordinal)
            ? $"This libtorch does not fit TorchSharp, which needs {LibtorchFolder.PackageVersion}. Unset LIBTORCH, or name that version's folder."
            : "Set the project up again (./run-all.sh setup), or unset LIBTORCH where it is set.";
    }

    private static bool IsCause(string line) =>
        MissingVersion().IsMatch(line)
        || line.Contains("undefined symbol", StringComparison.Ordinal)
        || (line.Contains("cannot open shared object file", StringComparison.Ordinal) && !line.Contains("libLibTorchSharp", StringComparison.Ordinal));

    [GeneratedRegex("version [`'](GLIBCXX|CXXABI|GLIBC)_[0-9.]+' not found")]
    private static partial Regex MissingVersion();
}
