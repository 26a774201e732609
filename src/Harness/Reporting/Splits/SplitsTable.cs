using Harness.Reporting.Comparisons;
using Harness.Running.Collecting;
using Harness.Statistics;

namespace Harness.Reporting.Splits;

/// <summary>The techniques of a suite that was run on several splits, as a table to read.</summary>
/// <param name="Heads">The heads of the columns: the technique's name, and numbers.</param>
/// <param name="Rows">One for each technique, in the suite's order; as many cells as heads, unescaped.</param>
/// <param name="Verdict">What the table supports, the most important sentence first; empty if nothing could be compared.</param>
/// <param name="Notes">Sentences that belong under the table.</param>
public sealed record SplitsTable(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string> Verdict, IReadOnlyList<string> Notes)
{
    // With as few, quantiles of Student's t distribution are twice those of many, and more.
    private const int FewSplits = 4;

    /// <summary>Makes the table.</summary>
    /// <param name="results">The suite's result on each split.</param>
    /// <returns>The table.</returns>
    public static SplitsTable Of(IReadOnlyList<SuiteResult> results)
    {
        var techniques = results.Select(TechniqueSummary.Of).ToList();
        List<SplitAccuracies> accuracies = [.. Enumerable.Range(0, techniques[0].Count).Select(place => AccuraciesOf([.. techniques.Select(split => split[place])]))];
        var images = results.Sum(result => result.ValidImages.Count) / results.Count;
        var heldOut = (double)results.Sum(result => result.ValidImages.Count) / results.Sum(result => result.TrainImageCount);
        var isDry = results.Any(result => result.DryBatches is not null);
        var ranked = isDry ? RankedTechniques.None : SplitRanking.Of(accuracies, heldOut, images);
        var names = techniques[0].Select(technique => SingleLine.Of(technique.Technique.Name)).ToList();
        return new(
            ["Technique", "Validation accuracy", "95 % interval", "Group", "Splits", "Deviation over seeds", "Variance from split"],
            [.. names.Select((name, place) => Row(name, accuracies[place], ranked, place, images))],
            ranked.Pairs.Count == 0 ? [] : [.. RankingWords.Best(ranked, names.ConvertAll(name => $"'{name}'"), "fewer than two splits have a common seed", "splits and seeds")],
            [.. isDry ? [DryRun.Warning(results[0])!] : Array.Empty<string>(), .. RankingWords.NoLetters(ranked), .. Sentences(results, ranked)]);
    }

    private static SplitAccuracies AccuraciesOf(IReadOnlyList<TechniqueSummary> splits) => new(
    [
        .. splits.Select(split => split.CompleteRuns.Where(run => double.IsFinite(run.Epochs[run.KeptEpoch].ValidAccuracy))
            .ToDictionary(run => run.Seed, run => run.Epochs[run.KeptEpoch].ValidAccuracy)),
    ]);

    private static IReadOnlyList<string> Row(string name, SplitAccuracies accuracies, RankedTechniques ranked, int place, int images) =>
    [
        name,
        accuracies.Splits == 0 ? Format.NotAvailable : ComparisonColumns.MeanAndDeviation(new(accuracies.Splits, accuracies.Mean, accuracies.BetweenSplits), images),
        ranked.Intervals.Count > 0 && ranked.Intervals[place] is { } interval ? Format.Range(interval, images) : "",
        ranked.Letters(place),
        Format.Invariant($"{accuracies.Splits}"),
        accuracies.WithinSplits is { } within ? Format.Accuracy(within, images) : "",
        accuracies.SplitPart is { } part ? Format.Invariant($"{part:P0}") : "",
    ];

    private static IEnumerable<string> Sentences(IReadOnlyList<SuiteResult> results, RankedTechniques ranked)
    {
        yield return Format.Invariant($"Validation accuracy is that after the kept epoch (the last, unless a technique says otherwise): the mean over {results.Count} splits of the mean over seeds, ± the sample standard deviation over splits.")
            + " The deviation over seeds is that of runs on the same split; the variance from the split is how much of the variance of a single run comes from which images are used for training and which for validation.";
        if (ranked.Groups.Count > 0)
        {
            yield return "Rows that share a letter cannot be told apart: a t test of each pair over splits, with the variance that C. Nadeau and Y. Bengio (2003) correct for splits that share images, "
                + "corrected by Holm's method for all pairs.";
        }
        if (results.Count == 1) yield return "One split says nothing about how much splits differ.";
        else if (results.Count < FewSplits) yield return Format.Invariant($"{results.Count} splits say little about how much splits differ, which makes the intervals wide; five or more are better.");
    }
}
