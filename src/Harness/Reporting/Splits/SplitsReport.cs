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
        Page(splits, table).Write(Path.Combine(folder, ResultFileNames.SplitsMarkdown));
        return table;
    }

    private static MarkdownPage Page(IReadOnlyList<(int Number, SuiteResult Result)> splits, SplitsTable table)
    {
        var page = new MarkdownPage();
        page.AddHeading(1, $"{splits[0].Result.Suite.Name}: {Format.Count(splits.Count, "split")}");
        page.AddVerdict(table.Verdict);
        page.AddTableOfNumbers(table.Heads, table.Rows);
        foreach (var note in table.Notes) page.AddParagraph(note);
        page.AddMarkdown($"The individual splits: {string.Join(", ", splits.Select(split => Format.Invariant($"[{split.Number}]({ResultFileNames.Split(split.Number)}/{ResultFileNames.ComparisonMarkdown})")))}.");
        return page;
    }
}
