using Harness.Reporting.Comparisons;
using Harness.Running.Collecting;

namespace Harness.Reporting;

/// <summary>A file of the report. A new one is a class with such a definition and a line in <see cref="ReportExporters"/>.</summary>
/// <param name="FileName">Its name in the results folder.</param>
/// <param name="Write">Writes it to a path, completely or not at all.</param>
internal sealed record ReportExporter(string FileName, Action<ReportContent, string> Write);

/// <summary>The content of a report, independent of its format.</summary>
/// <param name="Result">The suite's result.</param>
/// <param name="Comparison">Which of its techniques differ.</param>
/// <param name="Charts">The charts and pictures beside it, in the order in which a page should show them.</param>
/// <param name="ChartNotes">What a reader must know of the charts.</param>
internal sealed record ReportContent(SuiteResult Result, SuiteComparison Comparison, IReadOnlyList<ChartLink> Charts, IReadOnlyList<string> ChartNotes);
