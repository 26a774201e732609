using Harness.Diagnostics;
using Harness.Models.Parameters.Selectors;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Keeps the techniques that the command line names.</summary>
internal static class TechniqueFilter
{
    private static readonly SourceLocation TechniquesOption = new("--techniques");

    /// <summary>The techniques whose name or file matches one of some words, in the order of the suite. The name of a grid means all its
    /// variants.</summary>
    public static IReadOnlyList<Technique> Apply(IReadOnlyList<Technique> techniques, IReadOnlyList<string>? wanted, DiagnosticBag errors)
    {
        if (wanted is null) return techniques;
        foreach (var word in wanted.Where(word => !techniques.Any(technique => Fits(technique, word))))
        {
            var names = techniques.SelectMany(Names).Distinct().ToList();
            errors.Add(
                TechniquesOption, $"no technique of the suite is called '{word}'.{Suggestion.DidYouMean(word, names)}",
                IsListWithCommas(techniques, word)
                    ? $"several names are separated by spaces: --techniques {word.Replace(",", " ", StringComparison.Ordinal)}"
                    : $"files: {string.Join(", ", techniques.Select(FileName).Distinct())}");
        }
        return [.. techniques.Where(technique => IsWanted(technique, wanted))];
    }

    /// <summary>Whether a technique is chosen.</summary>
    /// <param name="technique">The technique.</param>
    /// <param name="wanted">The words of the command line; null for all.</param>
    /// <returns>Whether it fits one of them.</returns>
    public static bool IsWanted(Technique technique, IReadOnlyList<string>? wanted) => wanted is null || wanted.Any(word => Fits(technique, word));

    // Names may hold commas, so a comma is not a separator; but between two file names it is meant as one.
    private static bool IsListWithCommas(IReadOnlyList<Technique> techniques, string word)
    {
        var parts = word.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 && parts.Any(part => techniques.Any(technique => Fits(technique, part)));
    }

    // An exact name takes precedence over the same text as a pattern.
    private static bool Fits(Technique technique, string word)
    {
        if (technique.Name.Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        var glob = new Glob(word.ToLowerInvariant());
        return Names(technique).Any(name => glob.Matches(name.ToLowerInvariant()));
    }

    private static IEnumerable<string> Names(Technique technique) =>
        [
            technique.Name, .. technique.Variant is { } variant ? [variant.Grid] : Array.Empty<string>(),
            FileName(technique), Path.GetFileName(technique.Location.File), technique.Location.File,
        ];

    private static string FileName(Technique technique) => Path.GetFileNameWithoutExtension(technique.Location.File);
}
