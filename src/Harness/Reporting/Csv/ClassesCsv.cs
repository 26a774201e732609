using Harness.Reporting.Comparisons;
using Harness.Results;
using Harness.Running.Collecting;
using Harness.Statistics;

namespace Harness.Reporting.Csv;

/// <summary><c>classes.csv</c> and <c>confusion.csv</c>: how well each technique knows each class, and what it takes it for; means over the finished runs.</summary>
internal static class ClassesCsv
{
    /// <summary>Precision, recall and F1.</summary>
    public static ReportExporter Definition { get; } = new(ResultFileNames.Classes, static (report, path) => Write(report.Result, report.Comparison, path));

    /// <summary>The confusion matrices.</summary>
    public static ReportExporter Confusion { get; } = new(ResultFileNames.Confusion, static (report, path) => WriteConfusion(report.Result, report.Comparison, path));

    private static void Write(SuiteResult result, SuiteComparison comparison, string path) => CsvFile.Write(
        path, ["technique", "class", "images", "precision", "recall", "f1"],
        from technique in comparison.Techniques
        let matrices = comparison.ConfusionMatrices(technique.Place)
        where matrices.Count > 0
        from label in Enumerable.Range(0, result.Classes.Count)
        select (string[])
        [
            technique.Technique.Name, result.Classes[label], Format.Invariant($"{matrices[0].Images(label)}"),
            Mean(matrices.Select(matrix => matrix.Precision(label))), Mean(matrices.Select(matrix => matrix.Recall(label))), Mean(matrices.Select(matrix => matrix.F1(label))),
        ]);

    // Pairs of classes that no run confused are left out: of two hundred classes nearly all are.
    private static void WriteConfusion(SuiteResult result, SuiteComparison comparison, string path) => CsvFile.Write(
        path, ["technique", "label", "prediction", "images"],
        from technique in comparison.Techniques
        let matrices = comparison.ConfusionMatrices(technique.Place)
        where matrices.Count > 0
        from pair in ConfusionMatrix.Mean(matrices)
        select (string[])[technique.Technique.Name, result.Classes[pair.Label], result.Classes[pair.Prediction], Format.Invariant($"{pair.Images:0.##}")]);

    private static string Mean(IEnumerable<double> values) => values.Where(double.IsFinite).ToList() is { Count: > 0 } finite ? Format.Exact(finite.Average()) : "";
}
