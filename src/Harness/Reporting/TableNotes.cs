using Harness.Experiments;
using Harness.Reporting.Comparisons;
using Harness.Running.Collecting;

namespace Harness.Reporting;

/// <summary>The sentences under the comparison, without which its numbers could be misread.</summary>
internal static class TableNotes
{
    /// <summary>Writes the sentences that this result needs.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="comparison">Its comparison.</param>
    /// <returns>Plain sentences, one line each.</returns>
    public static IReadOnlyList<string> For(SuiteResult result, SuiteComparison comparison) =>
    [
        .. Dry(result),
        .. result.Quality.Copies.Select(SingleLine.Of),
        .. Comparison(comparison),
        .. For(result, comparison.Techniques),
    ];

    private static IEnumerable<string> For(SuiteResult result, IReadOnlyList<TechniqueSummary> techniques) =>
    [
        .. result.DryBatches is null ? OneClass.Notes(result, techniques) : [],
        .. Synthetic(result),
        .. Target(result),
        .. Tasks(result),
        .. Unseen(result),
        .. Uneven(result),
        .. Spread(techniques),
        .. KeptEpochs.Notes(result, techniques),
        .. Test(result),
        .. WithoutTestPredictions(result),
        .. EarlyStopNotes.For(techniques),
        .. Published(result, techniques),
        .. Skipped(result),
        .. techniques.Where(technique => technique.Status != TechniqueStatus.Ok).Select(Missing),
        .. techniques.SelectMany(UnmovedNotes.For),
    ];

    private static IEnumerable<string> Dry(SuiteResult result) => DryRun.Warning(result) is { } warning ? [warning] : [];

    private static IEnumerable<string> Comparison(SuiteComparison comparison)
    {
        if (comparison.HasIntervals)
            yield return $"The interval is of one row alone, {IntervalScope(comparison)}; rows whose intervals overlap may still differ, since all are measured on the same images.";
        foreach (var sentence in RankingWords.NoLetters(comparison.Ranked)) yield return sentence;
        if (!comparison.HasGroups) yield break;
        yield return "Rows that share a letter cannot be told apart: "
            + (comparison.Pairs.All(pair => pair.Seeds == 1)
                ? "McNemar's exact test of each pair"
                : "a t test of each pair over seeds and images, with the spread over seeds steadied by all pairs")
            + ", corrected by Holm's method, so that in 95 of 100 such comparisons no false difference is reported."
            + (comparison.Ranked.AreAllCompared ? "" : " Rows without a common seed were not compared and share no letter.");
    }

    private static string IntervalScope(SuiteComparison comparison)
    {
        var counts = comparison.Techniques.Where(technique => comparison.AccuracyInterval(technique.Place) is not null).Select(technique => technique.CompleteRuns.Count).ToList();
        if (counts.TrueForAll(count => count == 1)) return "with the one network that was trained, over other images of the same kind";
        return "over other seeds and other images of the same kind" + (counts.Contains(1) ? " (of a row with one seed, over other images only)" : "");
    }

    private static IEnumerable<string> Synthetic(SuiteResult result) => SyntheticImages.Warning(result) is { } warning ? [warning] : [];

    private static IEnumerable<string> Target(SuiteResult result)
    {
        if (result.Suite.Data.Target is not { } target) yield break;
        var transforms = string.Join(", ", target.Transforms.Select(transform => transform.Kind));
        var what = target.Root is null ? $"the suite's own images after {transforms}" : $"the images of a second folder{(transforms.Length > 0 ? $" after {transforms}" : "")}";
        yield return $"All validation images are of the target domain: {what}, held out by the same rule as the source's. "
            + "Its training images are seen without their labels, if at all, except in a row that learns target_labels, the ceiling.";
    }

    private static IEnumerable<string> Tasks(SuiteResult result) => result.Suite.Data.Labels is null
        ? []
        : ["Validation accuracy and loss of a row that learns several tasks are means over them; each task has its own column, empty in rows that do not learn it."];

    private static IEnumerable<string> Unseen(SuiteResult result) => result.Suite.Data.Unseen is not { } unseen
        ? []
        : [$"Training sees no image of {string.Join(", ", unseen.Names)}. Validation accuracy is of all validation images among all classes; unseen is of images of those classes among those classes, "
            + "generalized of images of seen or unseen classes among all classes. All are means over images."];

    private static IEnumerable<string> Spread(IReadOnlyList<TechniqueSummary> techniques)
    {
        var runs = techniques.Select(technique => technique.CompleteRuns.Count).DefaultIfEmpty().Max();
        if (runs == 0) yield break;
        yield return "Accuracy and loss are those of the validation images after the last epoch."
            + (runs > 1 ? " ± is the sample standard deviation over the finished seeds of a technique, as many as its row says; a single run has none." : " Every technique was run once: what another seed would change is not known.");
    }

    private static IEnumerable<string> Uneven(SuiteResult result) => ClassFigures.AreUneven(result)
        ? ["The classes have different numbers of images: balanced accuracy is the mean over classes of how many of its images are right, classes.csv has each class."]
        : [];

    private static IEnumerable<string> Test(SuiteResult result)
    {
        if (result.Test is not { } test) yield break;
        if (test.Openings == 0)
        {
            yield return $"The {Format.Count(test.ImageCount, "test image")} have not been opened: they are opened when every technique is finished.";
            yield break;
        }
        yield return $"Test accuracy is that of the kept epoch on {Format.Count(test.ImageCount, "image")} by which nothing was trained or chosen; they have been opened "
            + (test.Openings == 1 ? "once." : $"{Format.Count(test.Openings)} times, and what was changed between two openings may have been chosen by them.");
    }

    private static IEnumerable<string> WithoutTestPredictions(SuiteResult result)
    {
        var measured = result.Techniques.Select(technique => (technique.Technique.Name, Missing: technique.Runs.Where(run => run.Test is { Predictions: null }).ToList(), technique.Runs)).ToList();
        if (measured.TrueForAll(technique => technique.Missing.Count == 0)) yield break;
        var names = measured.Where(technique => technique.Missing.Count > 0).Select(technique => $"'{SingleLine.Of(technique.Name)}'"
            + (technique.Missing.Count == technique.Runs.Count ? "" : $" ({Format.Seeds([.. technique.Missing.Select(run => run.Seed)])})"));
        yield return $"test-predictions.csv has no rows of {string.Join(", ", names)}: an earlier version measured these runs on the test images and kept only their accuracy and loss. "
            + "The images are not opened again for the file.";
    }

    private static IEnumerable<string> Published(SuiteResult result, IReadOnlyList<TechniqueSummary> techniques)
    {
        if (techniques.Any(technique => technique.Technique.Published?.ValidAccuracy is not null))
            yield return result.Suite.PublishedImages == PublishedImages.Same
                ? "Published is what the source of a technique reports: one run on these images. It agrees where it is no farther from the mean than 95 of 100 further runs here would be, by the spread of the seeds."
                : "Published is what the source of a technique reports: one run, on the source's own images and backbone. Whether it agrees cannot be judged from other images.";
    }

    private static IEnumerable<string> Skipped(SuiteResult result)
    {
        const int Listed = 3;
        var skipped = result.Quality.Skipped;
        if (skipped.Count > 0)
        {
            var named = skipped.Take(Listed).Select(image => SingleLine.Of($"{image.Path} {image.Reason}"));
            var more = skipped.Count > Listed ? $", and {Format.Count(skipped.Count - Listed)} more" : "";
            yield return $"{Format.Count(skipped.Count, "image")} {(skipped.Count == 1 ? "was" : "were")} left out: {string.Join(", ", named)}{more}.";
        }
        foreach (var note in result.Quality.Listing) yield return note;
    }

    private static string Missing(TechniqueSummary technique)
    {
        var name = SingleLine.Of(technique.Technique.Name);
        return technique.Status == TechniqueStatus.Failed
            ? $"'{name}' has no result ({technique.Reason})."
            : Format.Invariant($"'{name}' is the mean of {technique.CompleteRuns.Count} of {technique.SeedCount} seeds ({technique.Reason}).");
    }
}
