using System.Text;
using Harness.Running;

namespace Harness.Reporting.Markdown;

/// <summary><c>comparison.md</c>: what was compared, the table, what its numbers mean, and the charts.</summary>
internal static class ComparisonMarkdown
{
    /// <summary>The file.</summary>
    public static ReportExporter Definition { get; } = new("comparison.md", static (report, path) => Write(report.Result, path, report.Charts, report.ChartNotes));

    /// <summary>Writes the file.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="path">Where the file is to be.</param>
    /// <param name="charts">The charts that were written beside it.</param>
    /// <param name="notes">What a reader must know of the charts.</param>
    public static void Write(SuiteResult result, string path, IReadOnlyList<ChartLink> charts, IReadOnlyList<string> notes) =>
        ResultFile.Write(path, temporary => File.WriteAllText(temporary, Make(result, charts, notes)));

    private static string Make(SuiteResult result, IReadOnlyList<ChartLink> charts, IReadOnlyList<string> notes)
    {
        var page = new StringBuilder();
        WriteHead(page, result);
        WriteTable(page, ResultTable.ForReading(result));
        WriteCharts(page, charts, notes);
        return page.ToString();
    }

    private static void WriteHead(StringBuilder page, SuiteResult result)
    {
        WriteLine(page, $"# {MarkdownText.Escape(result.Suite.Name)}");
        WriteLine(page);
        if (DryRun.Warning(result) is { } warning)
        {
            WriteLine(page, $"**{warning}**");
            WriteLine(page);
        }
        if (!string.IsNullOrWhiteSpace(result.Suite.Description))
        {
            WriteLine(page, MarkdownText.Escape(result.Suite.Description));
            WriteLine(page);
        }
        foreach (var (name, text) in ReportHead.Lines(result)) WriteLine(page, $"- {name}: {text}");
        WriteLine(page);
    }

    private static void WriteTable(StringBuilder page, ResultTable table)
    {
        WriteRow(page, table.Columns.Select(column => MarkdownText.Escape(column.Heading)));
        WriteRow(page, table.Columns.Select(column => column.Alignment == ColumnAlignment.Right ? "---:" : ":---"));
        foreach (var row in table.Rows) WriteRow(page, row.Select(MarkdownText.Escape));
        foreach (var note in table.Notes)
        {
            WriteLine(page);
            WriteLine(page, MarkdownText.Escape(note));
        }
    }

    private static void WriteCharts(StringBuilder page, IReadOnlyList<ChartLink> charts, IReadOnlyList<string> notes)
    {
        if (charts.Count == 0) return;
        WriteLine(page);
        WriteLine(page, "## Charts");
        foreach (var note in notes)
        {
            WriteLine(page);
            WriteLine(page, MarkdownText.Escape(note));
        }
        foreach (var chart in charts.Where(chart => chart.Technique is null))
        {
            WriteLine(page);
            WriteLine(page, $"![{chart.Title}]({chart.File})");
        }
        WriteLine(page);
        foreach (var technique in charts.Where(chart => chart.Technique is not null).GroupBy(chart => chart.Technique!))
        {
            var links = technique.Select(chart => $"[{chart.Title}]({chart.File})");
            WriteLine(page, $"- {MarkdownText.Escape(technique.Key)}: {string.Join(", ", links)}");
        }
    }

    private static void WriteRow(StringBuilder page, IEnumerable<string> cells) => WriteLine(page, $"| {string.Join(" | ", cells)} |");

    // Not AppendLine: the bytes are the same on every system.
    private static void WriteLine(StringBuilder page, string text = "") => page.Append(text).Append('\n');
}
