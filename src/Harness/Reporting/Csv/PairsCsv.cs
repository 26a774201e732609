using Harness.Reporting.Comparisons;
using Harness.Results;
using Harness.Statistics;

namespace Harness.Reporting.Csv;

/// <summary><c>pairs.csv</c>: one row for each two techniques, with what the validation images say about their difference.</summary>
internal static class PairsCsv
{
    private static readonly string[] Header =
        ["technique", "other", "seeds", "difference", "low", "high", "p", "p_holm", "differs", "only_technique_right", "only_other_right"];

    /// <summary>The file.</summary>
    public static ReportExporter Definition { get; } = new(ResultFileNames.Pairs, static (report, path) => Write(report.Comparison, path));

    /// <summary>Writes the file.</summary>
    /// <param name="comparison">The suite's comparison.</param>
    /// <param name="path">Where to write the file.</param>
    public static void Write(SuiteComparison comparison, string path) => CsvFile.Write(path, Header, comparison.Pairs.Select(pair => Row(comparison, pair)));

    private static string[] Row(SuiteComparison comparison, TechniquePair pair) =>
    [
        comparison.Techniques[pair.First].Technique.Name, comparison.Techniques[pair.Second].Technique.Name, Format.Invariant($"{pair.Seeds}"),
        Format.Exact(pair.Difference), Format.Exact(pair.Interval.Low), Format.Exact(pair.Interval.High), Format.Exact(pair.PValue), Format.Exact(pair.AdjustedPValue),
        pair.Differs ? "yes" : "no", Format.Invariant($"{pair.OnlyFirst:F2}"), Format.Invariant($"{pair.OnlySecond:F2}"),
    ];
}
