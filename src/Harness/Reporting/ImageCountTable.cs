using Harness.Data.Quality;
using Harness.Running.Collecting;

namespace Harness.Reporting;

/// <summary>How many images each class has in each part of the split, as a table to read.</summary>
/// <param name="Heads">The heads of the columns.</param>
/// <param name="Rows">One for each class, and one for all; as many cells as heads, unescaped.</param>
internal sealed record ImageCountTable(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Makes the table.</summary>
    /// <param name="result">The suite's result.</param>
    /// <returns>The table; null if the counts are not known.</returns>
    public static ImageCountTable? Of(SuiteResult result)
    {
        var classes = result.Quality.Classes;
        if (classes.Count == 0) return null;
        List<(string Head, Func<ClassCount, int> Count)> parts = [("Training", count => count.Train), ("Validation", count => count.Valid)];
        if (result.Test is not null) parts.Add(("Test", count => count.Test));
        IReadOnlyList<string> Row(string name, IEnumerable<int> counts) => [name, .. counts.Select(count => Format.Count(count))];
        return new(
            ["Class", .. parts.Select(part => part.Head)],
            [
                .. classes.Select(count => Row(SingleLine.Of(count.Name), parts.Select(part => part.Count(count)))),
                Row("all", parts.Select(part => classes.Sum(part.Count))),
            ]);
    }
}
