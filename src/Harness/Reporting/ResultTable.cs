using Harness.Reporting.Comparisons;
using Harness.Running.Collecting;

namespace Harness.Reporting;

/// <summary>The comparison as rows and columns of text, for whatever prints it.</summary>
/// <param name="Columns">The columns from left to right.</param>
/// <param name="Rows">One row per technique in the suite's order; as many cells as columns, unescaped.</param>
/// <param name="Verdict">What the table supports, the most important sentence first; unescaped, one line each. Empty where nothing could be compared.</param>
/// <param name="Notes">Sentences that belong under the table: what ± means, what is missing and why; unescaped, one line each.</param>
public sealed record ResultTable(
    IReadOnlyList<ResultColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string> Verdict, IReadOnlyList<string> Notes)
{
    /// <summary>The table of <c>comparison.md</c> and of the console.</summary>
    /// <param name="result">The suite's result.</param>
    /// <returns>The table; every cell and note is a single line.</returns>
    public static ResultTable ForReading(SuiteResult result) => ForReading(result, SuiteComparison.Of(result, TechniqueSummary.Of(result)));

    /// <summary>The table of <c>comparison.md</c> and of the console.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="comparison">Its comparison.</param>
    /// <returns>The table; every cell and note is a single line.</returns>
    internal static ResultTable ForReading(SuiteResult result, SuiteComparison comparison) =>
        Make(result, comparison, [.. ComparisonColumns.ForReading(result, comparison), .. PartColumns.ForReading(result)]);

    /// <summary>The table of <c>comparison.csv</c>.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="comparison">Its comparison.</param>
    /// <returns>The table; a name may hold line breaks here.</returns>
    internal static ResultTable ForFiles(SuiteResult result, SuiteComparison comparison) =>
        Make(result, comparison, [.. ComparisonColumns.ForFiles(result, comparison), .. PartColumns.ForFiles(result)]);

    private static ResultTable Make(SuiteResult result, SuiteComparison comparison, IReadOnlyList<ResultColumn> columns)
    {
        List<string> verdict = [.. Comparisons.Verdict.For(result, comparison)];
        // What the verdict has said already need not be said again.
        return new(columns, [.. comparison.Techniques.Select(technique => Row(columns, technique))], verdict, [.. TableNotes.For(result, comparison).Except(verdict)]);
    }

    private static IReadOnlyList<string> Row(IReadOnlyList<ResultColumn> columns, TechniqueSummary technique) =>
        [.. columns.Select(column => column.Cell(technique))];
}
