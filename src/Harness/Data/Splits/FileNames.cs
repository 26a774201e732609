using System.Text;
using HarfBuzzSharp;

namespace Harness.Data.Splits;

/// <summary>Names that computers and people see differently.</summary>
internal static class FileNames
{
    /// <summary>What to do about a name that is not valid UTF-8.</summary>
    public const string RenameAdvice = "convmv -f latin1 -t utf8 -r --notest FOLDER renames them, if they were made in Western Europe.";

    private const char Replacement = '\uFFFD';

    /// <summary>Whether a name holds bytes that are not UTF-8, as names from old archives do: .NET shows them by a replacement character and cannot open them.</summary>
    /// <param name="path">A path that was listed.</param>
    /// <returns>Whether there is such a character in its last part, and nothing of that very name.</returns>
    public static bool IsUndecodable(string path) => Path.GetFileName(path).Contains(Replacement) && !Path.Exists(path);

    /// <summary>Finds names that look the same to people or to other operating systems.</summary>
    /// <param name="names">The names of classes.</param>
    /// <returns>A sentence for each group of them.</returns>
    public static IEnumerable<string> Twins(IEnumerable<string> names) =>
        from twins in names.GroupBy(Decomposed, StringComparer.OrdinalIgnoreCase)
        where twins.Count() > 1
        select $"The classes {string.Join(" and ", twins.Select(name => $"'{name}'"))} differ {Difference([.. twins])}. If they are one class, move their images into one folder.";

    /// <summary>Says how two names that look the same differ.</summary>
    /// <param name="twins">At least two names that are equal but for case and Unicode normalization.</param>
    /// <returns>To follow "differ".</returns>
    public static string Difference(IReadOnlyList<string> twins)
    {
        if (twins.Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1) return "only in upper and lower case";
        return twins.Select(Decomposed).Distinct().Count() == 1 ? "only in their Unicode normalization (an accent is a separate character in one of them)" : "only in case and Unicode normalization";
    }

    // .NET normalizes with a library of the operating system, which need not exist; HarfBuzz comes with the charts.
    private static string Decomposed(string name) => Ascii.IsValid(name) ? name : string.Concat(name.EnumerateRunes().Select(rune => Decomposed(rune.Value)));

    private static string Decomposed(int character) => UnicodeFunctions.Default.TryDecompose(character, out var first, out var second)
        ? Decomposed(first) + (second == 0 ? "" : char.ConvertFromUtf32(second))
        : char.ConvertFromUtf32(character);
}
