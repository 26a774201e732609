using Harness.Results;
using Harness.Running.Collecting;
using Harness.Statistics;

namespace Harness.Reporting;

/// <summary>Columns for accuracies of parts of what is learned, such as <c>accuracy.color</c>: there are as many as the objectives of a suite give.</summary>
internal static class PartColumns
{
    private const string Prefix = $"{MetricNames.Accuracy}.";

    /// <summary>The columns of <c>comparison.csv</c>: full precision, empty for what does not exist, NA for what failed.</summary>
    /// <param name="result">The suite's result.</param>
    /// <returns>Two for each part.</returns>
    public static IEnumerable<ResultColumn> ForFiles(SuiteResult result) => Parts(result).SelectMany(part => new ResultColumn[]
    {
        new($"val_acc.{part}", $"Validation accuracy of {part} after the last epoch, mean over the finished runs.", "", ColumnAlignment.Right, row => Cell(row, part, value => Format.Exact(value.Mean))),
        new($"val_acc_sd.{part}", $"Sample standard deviation of val_acc.{part} over the runs; one run has none.", "", ColumnAlignment.Right, row => Cell(row, part, value => value.StandardDeviation is { } deviation ? Format.Exact(deviation) : "")),
    });

    /// <summary>The columns of the Markdown table and of the console.</summary>
    /// <param name="result">The suite's result.</param>
    /// <returns>One for each part.</returns>
    public static IEnumerable<ResultColumn> ForReading(SuiteResult result) => Parts(result).Select(part => new ResultColumn(
        $"Accuracy: {part.Replace('_', ' ')}", $"Validation accuracy of {part} after the last epoch, mean over the finished runs.", "", ColumnAlignment.Right, row => Cell(row, part, value => ComparisonColumns.MeanAndDeviation(value, result.ValidImages.Count))));

    private static List<string> Parts(SuiteResult result) =>
    [
        .. result.Techniques.SelectMany(technique => technique.Runs).Where(run => run.IsComplete && run.Epochs.Count > 0)
            .SelectMany(run => run.Epochs[^1].Valid.Keys).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]).Distinct(),
    ];

    private static string Cell(TechniqueSummary row, string part, Func<Statistic, string> write)
    {
        if (row.CompleteRuns.Count == 0) return Format.NotAvailable;
        return row.Valid(Prefix + part) is { } value ? write(value) : "";
    }
}
