using Harness.Reporting.Csv;
using Harness.Reporting.Json;
using Harness.Reporting.Latex;
using Harness.Reporting.Markdown;

namespace Harness.Reporting;

/// <summary>The files of a report besides its charts.</summary>
internal static class ReportExporters
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ReportExporter> All { get; } =
    [
        ComparisonMarkdown.Definition,
        ComparisonCsv.Definition,
        ComparisonLatex.Definition,
        ComparisonJson.Definition,
        PairsCsv.Definition,
        ClassesCsv.Definition,
        ClassesCsv.Confusion,
        EpochsCsv.Definition,
        PredictionsCsv.Definition,
        PredictionsCsv.Test,
        RunJson.Definition,
    ];
}
