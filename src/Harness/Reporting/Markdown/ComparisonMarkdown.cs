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
    public static void Write(ReportContent report, string path)
    {
        var page = new MarkdownPage();
        AddHead(page, report.Result);
        AddTable(page, ResultTable.ForReading(report.Result, report.Comparison));
        AddPairs(page, report);
        AddEpochs(page, report);
        AddImages(page, report.Result);
        AddCharts(page, report.Charts, report.ChartNotes);
        page.Write(path);
    }

    private static void AddHead(MarkdownPage page, SuiteResult result)
    {
        page.AddHeading(1, result.Suite.Name);
        if (DryRun.Warning(result) is { } warning) page.AddStrongParagraph(warning);
        if (!string.IsNullOrWhiteSpace(result.Suite.Description)) page.AddParagraph(result.Suite.Description);
        page.AddList(new ReportHead(MarkdownText.Markup).Lines(result).Select(line => $"{line.Name}: {line.Text}"));
    }

    private static void AddTable(MarkdownPage page, ResultTable table)
    {
        page.AddVerdict(table.Verdict);
        page.AddTable([.. table.Columns.Select(column => (column.Heading, column.Alignment))], table.Rows);
        foreach (var note in table.Notes) page.AddParagraph(note);
    }

    private static void AddPairs(MarkdownPage page, ReportContent report)
    {
        if (PairMatrix.Of(report.Result, report.Comparison) is not { } matrix) return;
        page.AddHeading(2, "Differences");
        page.AddParagraph(matrix.Legend);
        page.AddTableOfNumbers(matrix.Heads, matrix.Rows);
    }

    private static void AddEpochs(MarkdownPage page, ReportContent report)
    {
        if (EpochTable.Of(report.Comparison.Techniques, report.Result.ValidImages.Count) is not { } epochs) return;
        page.AddHeading(2, "Epochs");
        page.AddParagraph(epochs.Legend);
        page.AddTableOfNumbers(epochs.Heads, epochs.Rows);
    }

    private static void AddImages(MarkdownPage page, SuiteResult result)
    {
        if (ImageCountTable.Of(result) is not { } counts || counts.Rows.Count > ClassesListed) return;
        page.AddHeading(2, "Images");
        page.AddTableOfNumbers(counts.Heads, counts.Rows);
    }

    private static void AddCharts(MarkdownPage page, IReadOnlyList<ChartLink> charts, IReadOnlyList<string> notes)
    {
        if (charts.Count == 0) return;
        page.AddHeading(2, "Charts");
        foreach (var note in notes) page.AddParagraph(note);
        foreach (var chart in charts.Where(chart => chart.Technique is null)) page.AddImage(chart.Title, chart.File);
        page.AddList(charts.Where(chart => chart.Technique is not null).GroupBy(chart => chart.Technique!).Select(Links));
    }

    private static string Links(IGrouping<string, ChartLink> technique) =>
        $"{MarkdownText.Escape(technique.Key)}: {string.Join(", ", technique.Select(chart => $"[{chart.Title}]({chart.File})"))}";
}
