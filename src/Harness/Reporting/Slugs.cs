using System.Text;

namespace Harness.Reporting;

/// <summary>Makes folder names of the names of techniques.</summary>
public static class Slugs
{
    // With results/<suite>/charts/ before and loss.png after, paths stay far below Windows' 260 characters.
    private const int MaximumLength = 48;

    // Names that Windows reserves for devices, in every folder.
    private static readonly HashSet<string> Reserved =
    [
        "con", "prn", "aux", "nul",
        .. Enumerable.Range(0, 10).SelectMany(number => new[] { $"com{number}", $"lpt{number}" }),
    ];

    /// <summary>Makes folder names that differ from each other on every file system, also those that ignore case.</summary>
    /// <param name="names">Any texts.</param>
    /// <returns>One name per text, of lower-case letters, digits and single hyphens; a repeated one gets <c>-2</c>, <c>-3</c> …</returns>
    public static IReadOnlyList<string> For(IReadOnlyList<string> names)
    {
        var taken = new HashSet<string>();
        return [.. names.Select(name => Unique(Of(name), taken))];
    }

    /// <summary>Whether a name is such as <see cref="For"/> makes.</summary>
    /// <param name="name">The name of a folder.</param>
    /// <returns>Whether it is lower-case letters, digits and single hyphens between them.</returns>
    internal static bool IsSlug(string name) =>
        name.Split('-').All(part => part.Length > 0 && part.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character)));

    private static string Unique(string slug, HashSet<string> taken)
    {
        var unique = slug;
        for (var number = 2; !taken.Add(unique); number++) unique = Format.Invariant($"{slug}-{number}");
        return unique;
    }

    private static string Of(string name)
    {
        var slug = new StringBuilder();
        foreach (var character in name)
        {
            if (char.IsAsciiLetterOrDigit(character)) slug.Append(char.ToLowerInvariant(character));
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }
        var text = slug.ToString(0, Math.Min(slug.Length, MaximumLength)).Trim('-');
        if (text.Length == 0) return "technique";
        return Reserved.Contains(text) ? $"technique-{text}" : text;
    }
}
