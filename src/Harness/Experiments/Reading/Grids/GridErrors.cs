using Harness.Diagnostics;
using Harness.Yaml;

namespace Harness.Experiments.Reading.Grids;

/// <summary>Reports what is wrong with the variants of a grid: each mistake once, with the variants that have it where its place does not say that.</summary>
internal static class GridErrors
{
    /// <summary>Reports.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="found">What was found in each variant.</param>
    /// <param name="errors">Where to report.</param>
    public static void Report(Grid grid, IReadOnlyList<DiagnosticBag> found, DiagnosticBag errors)
    {
        var all = Enumerable.Range(0, found.Count).ToList();
        foreach (var mistake in all.SelectMany(variant => found[variant].Found).Distinct())
        {
            var having = all.FindAll(variant => found[variant].Found.Contains(mistake));
            var detail = new[] { mistake.Detail, Note(grid, mistake, having) }.OfType<string>().ToList();
            errors.Add(mistake with { Detail = detail.Count == 0 ? null : string.Join("; ", detail) });
        }
    }

    private static string? Note(Grid grid, Diagnostic mistake, IReadOnlyList<int> having)
    {
        if (having.Count == grid.Cells.Count) return null;
        if (FindValue(grid, having) is { } value) return grid.Contains(mistake.Location) ? null : $"with '{value}'";
        var first = $"'{grid.LabelOf(grid.Cells[having[0]])}'";
        return having.Count == 1 ? $"in variant {first}" : $"in {having.Count} of {grid.Cells.Count} variants, the first of them {first}";
    }

    // The value that all these variants have and no others: it is what is wrong.
    private static string? FindValue(Grid grid, IReadOnlyList<int> having)
    {
        for (var axis = 0; axis < grid.Axes.Count; axis++)
        {
            var value = grid.Cells[having[0]][axis];
            var with = Enumerable.Range(0, grid.Cells.Count).Where(variant => grid.Cells[variant][axis] == value);
            if (with.SequenceEqual(having)) return grid.LabelOf(axis, value);
        }
        return null;
    }
}
