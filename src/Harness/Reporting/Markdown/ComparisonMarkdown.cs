using System.Text;
using Harness.Reporting.Comparisons;
using Harness.Results;
using Harness.Running.Collecting;

namespace Harness.Reporting.Markdown;

/// <summary><c>comparison.md</c>: what was compared, the table, what its numbers mean, and the charts.</summary>
internal static class ComparisonMarkdown
{
    // More would bury the charts; manifest.csv has all images.
    private const int ClassesListed = 20;

    /// <summary>The file.</summary>
    public static ReportExporter Definition { get; } = new(ResultFileNames.ComparisonMarkdown, static (report, path) => Write(report, path));

    /// <summary>Writes the file.</summary>
    /// <param name="report">What it says.</param>
    /// <param name="path">Where to write the file.</param>
    public static void Write(ReportContent report, string path) =>
        ResultFile.Write(path, temporary => File.WriteAllText(temporary, Make(report)));

    private static string Make(ReportContent report)
    {
        var page = new StringBuilder();
        WriteHead(page, report.Result);
        WriteTable(page, ResultTable.ForReading(report.Result, report.Comparison));
        WritePairs(page, report);
        WriteEpochs(page, report);
        WriteImages(page, report.Result);
        WriteCharts(page, report.Charts, report.ChartNotes);
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
        foreach (var (name, text) in new ReportHead(MarkdownText.Markup).Lines(result)) WriteLine(page, $"- {name}: {text}");
        WriteLine(page);
    }

    private static void WriteTable(StringBuilder page, ResultTable table)
    {
        foreach (var (index, sentence) in table.Verdict.Index())
        {
            WriteLine(page, index == 0 ? $"**{MarkdownText.Escape(sentence)}**" : MarkdownText.Escape(sentence));
            WriteLine(page);
        }
        WriteRow(page, table.Columns.Select(column => MarkdownText.Escape(column.Heading)));
        WriteRow(page, table.Columns.Select(column => column.Alignment == ColumnAlignment.Right ? "---:" : ":---"));
        foreach (var row in table.Rows) WriteRow(page, row.Select(MarkdownText.Escape));
        foreach (var note in table.Notes)
        {
            WriteLine(page);
            WriteLine(page, MarkdownText.Escape(note));
        }
    }

    private static void WritePairs(StringBuilder page, ReportContent report)
    {
        if (PairMatrix.Of(report.Result, report.Comparison) is not { } matrix) return;
        WriteLine(page);
        WriteLine(page, "## Differences");
        WriteLine(page);
        WriteLine(page, MarkdownText.Escape(matrix.Legend));
        WriteNumbers(page, matrix.Heads, matrix.Rows);
    }

    private static void WriteEpochs(StringBuilder page, ReportContent report)
    {
        if (EpochTable.Of(report.Comparison.Techniques, report.Result.ValidImages.Count) is not { } epochs) return;
        WriteLine(page);
        WriteLine(page, "## Epochs");
        WriteLine(page);
        WriteLine(page, MarkdownText.Escape(epochs.Legend));
        WriteNumbers(page, epochs.Heads, epochs.Rows);
    }

    private static void WriteImages(StringBuilder page, SuiteResult result)
    {
        if (ImageCountTable.Of(result) is not { } counts || counts.Rows.Count > ClassesListed) return;
        WriteLine(page);
        WriteLine(page, "## Images");
        WriteNumbers(page, counts.Heads, counts.Rows);
    }

    // Names in the first column, numbers in the others.
    private static void WriteNumbers(StringBuilder page, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        WriteLine(page);
        WriteRow(page, heads.Select(MarkdownText.Escape));
        WriteRow(page, heads.Select((_, index) => index == 0 ? ":---" : "---:"));
        foreach (var row in rows) WriteRow(page, row.Select(MarkdownText.Escape));
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
