using System.Text;
using Harness.Diagnostics;
using Harness.Reporting.Csv;
using Harness.Reporting.Markdown;
using Harness.Results;
using Harness.Running.Collecting;

namespace Harness.Reporting.Splits;

/// <summary>Writes what a suite gave on several splits together; each split has a whole report of its own.</summary>
public static class SplitsReport
{
    private static readonly string[] Header = ["technique", "split", "seed", "train_images", "valid_images", "val_acc"];

    /// <summary>Whether an earlier run has written a table of all splits.</summary>
    /// <param name="folder">The results folder of all splits.</param>
    /// <returns>Whether there is one.</returns>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, ResultFileNames.SplitsCsv));

    /// <summary>Writes <c>splits.md</c> and <c>splits.csv</c>.</summary>
    /// <param name="splits">The splits with a result, numbered from 1, in order.</param>
    /// <param name="folder">The results folder of all splits.</param>
    /// <returns>The table of <c>splits.md</c>.</returns>
    /// <exception cref="HarnessException">A file cannot be written.</exception>
    public static SplitsTable Write(IReadOnlyList<(int Number, SuiteResult Result)> splits, string folder)
    {
        var table = SplitsTable.Of([.. splits.Select(split => split.Result)]);
        var hasKept = KeptEpochs.AreChosenIn(splits[0].Result);
        CsvFile.Write(Path.Combine(folder, ResultFileNames.SplitsCsv), hasKept ? [.. Header, "kept_val_acc"] : Header,
            from split in splits
            from technique in split.Result.Techniques
            from run in technique.Runs
            where run.IsComplete && run.Epochs.Count > 0
            select (string[])
            [
                technique.Technique.Name, Format.Invariant($"{split.Number}"), Format.Invariant($"{run.Seed}"), Format.Invariant($"{split.Result.TrainImageCount}"),
                Format.Invariant($"{split.Result.ValidImages.Count}"), Format.Exact(run.Epochs[^1].ValidAccuracy),
                .. hasKept ? [Format.Exact(run.Epochs[run.KeptEpoch].ValidAccuracy)] : Array.Empty<string>(),
            ]);
        ResultFile.Write(Path.Combine(folder, ResultFileNames.SplitsMarkdown), temporary => File.WriteAllText(temporary, Page(splits, table)));
        return table;
    }

    private static string Page(IReadOnlyList<(int Number, SuiteResult Result)> splits, SplitsTable table)
    {
        var page = new StringBuilder();
        Line(page, $"# {MarkdownText.Escape(splits[0].Result.Suite.Name)}: {Format.Count(splits.Count, "split")}");
        foreach (var (index, sentence) in table.Verdict.Index())
        {
            Line(page);
            Line(page, index == 0 ? $"**{MarkdownText.Escape(sentence)}**" : MarkdownText.Escape(sentence));
        }
        Line(page);
        Row(page, table.Heads);
        Row(page, table.Heads.Select((_, index) => index == 0 ? ":---" : "---:"), isEscaped: true);
        foreach (var row in table.Rows) Row(page, row);
        foreach (var note in table.Notes)
        {
            Line(page);
            Line(page, MarkdownText.Escape(note));
        }
        Line(page);
        Line(page, $"The individual splits: {string.Join(", ", splits.Select(split => Format.Invariant($"[{split.Number}]({ResultFileNames.Split(split.Number)}/{ResultFileNames.ComparisonMarkdown})")))}.");
        return page.ToString();
    }

    private static void Row(StringBuilder page, IEnumerable<string> cells, bool isEscaped = false) =>
        Line(page, $"| {string.Join(" | ", isEscaped ? cells : cells.Select(MarkdownText.Escape))} |");

    private static void Line(StringBuilder page, string text = "") => page.Append(text).Append('\n');
}
