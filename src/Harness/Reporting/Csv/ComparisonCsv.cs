using Harness.Reporting.Comparisons;
using Harness.Results;
using Harness.Running.Collecting;

namespace Harness.Reporting.Csv;

/// <summary><c>comparison.csv</c>: one row per technique.</summary>
internal static class ComparisonCsv
{
    /// <summary>The file.</summary>
    public static ReportExporter Definition { get; } = new(ResultFileNames.ComparisonCsv, static (report, path) => Write(report.Result, report.Comparison, path));

    /// <summary>Writes the file.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="comparison">Its comparison.</param>
    /// <param name="path">Where to write the file.</param>
    public static void Write(SuiteResult result, SuiteComparison comparison, string path)
    {
        var table = ResultTable.ForFiles(result, comparison);
        CsvFile.Write(path, [.. table.Columns.Select(column => column.Title)], table.Rows);
    }
}
