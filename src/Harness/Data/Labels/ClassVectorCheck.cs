using Harness.Diagnostics;
using Harness.Yaml;

namespace Harness.Data.Labels;

/// <summary>Compares the vectors of classes, and the list of those that training does not see, with the classes of a suite.</summary>
internal static class ClassVectorCheck
{
    // A single class leaves nothing to distinguish.
    private const int FewestSeen = 2;

    /// <summary>Reports classes without a vector, vectors of no class, unseen classes that do not exist, and too few seen ones.</summary>
    /// <param name="data">What the suite says.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="errors">Where to report.</param>
    public static void Run(DataSettings data, IReadOnlyList<string> classes, DiagnosticBag errors)
    {
        if (data.Vectors is { } vectors)
        {
            foreach (var name in classes.Where(name => !vectors.Rows.ContainsKey(name))) errors.Add(new SourceLocation(vectors.File), $"class '{name}' has no vector");
            foreach (var (name, vector) in vectors.Rows.Where(row => !classes.Contains(row.Key)))
                errors.Add(
                    new SourceLocation(vectors.File, vector.Line, 1), $"there is no class '{name}'.{Suggestion.DidYouMean(name, classes)}",
                    $"classes: {string.Join(", ", classes)}");
        }
        if (data.Unseen is not { } unseen) return;
        foreach (var name in unseen.Names.Where(name => !classes.Contains(name)))
            errors.Add(unseen.Location, $"there is no class '{name}'.{Suggestion.DidYouMean(name, classes)}", $"classes: {string.Join(", ", classes)}");
        if (classes.Except(unseen.Names).Count() < FewestSeen) errors.Add(unseen.Location, "fewer than two classes are left to learn from");
    }
}
