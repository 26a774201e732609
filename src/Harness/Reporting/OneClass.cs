using Harness.Results;
using Harness.Running.Collecting;

namespace Harness.Reporting;

/// <summary>Reports what always naming the same class would give, and of techniques that do nothing else: in uneven classes that can look like a good accuracy.</summary>
internal static class OneClass
{
    /// <summary>The accuracy of always naming the largest class, to hold accuracies against.</summary>
    /// <param name="result">The suite's result.</param>
    /// <returns>0…1; null without validation images, and where accuracies may be means over several tasks.</returns>
    public static double? BaseRate(SuiteResult result) => result.ValidLabels.Count == 0 || result.Suite.Data.Labels is not null
        ? null
        : Largest(result).Images / (double)result.ValidLabels.Count;

    /// <summary>Writes the sentences that a result needs.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="techniques">Its techniques.</param>
    /// <returns>Plain sentences.</returns>
    public static IEnumerable<string> Notes(SuiteResult result, IReadOnlyList<TechniqueSummary> techniques)
    {
        if (result.ValidLabels.Count == 0) yield break;
        var largest = Largest(result);
        var rate = Format.Accuracy(largest.Images / (double)result.ValidLabels.Count, result.ValidLabels.Count);
        yield return $"Always naming the largest class, {SingleLine.Of(result.Classes[largest.Class])}, would be right on {rate} of the validation images.";
        foreach (var technique in techniques.Where(technique => IsNoBetter(technique.RunsWithPredictions(result), result.ValidLabels, largest.Images) && !technique.CompleteRuns.All(NamesOneClass)))
            yield return $"'{SingleLine.Of(technique.Technique.Name)}' is right no more often than that.";
        foreach (var technique in techniques)
        {
            var runs = technique.CompleteRuns.Where(run => run.ValidPredictions.Count > 1).ToList();
            var constant = runs.Where(NamesOneClass).ToList();
            if (constant.Count == 0 || result.Classes.Count < 2) continue;
            var classes = constant.Select(run => SingleLine.Of(result.Classes[run.ValidPredictions[0].ClassIndex])).Distinct().Order(StringComparer.Ordinal);
            var seeds = constant.Count == runs.Count ? "" : Format.Invariant($" with {constant.Count} of {runs.Count} seeds");
            yield return $"'{SingleLine.Of(technique.Technique.Name)}' names the same class for every image{seeds} ({string.Join(", ", classes)}): it has learned to tell nothing apart.";
        }
    }

    private static (int Class, int Images) Largest(SuiteResult result)
    {
        var largest = result.ValidLabels.CountBy(label => label).MaxBy(group => group.Value);
        return (largest.Key, largest.Value);
    }

    // Images are counted, since the accuracy of a row may be a mean over tasks.
    private static bool IsNoBetter(IReadOnlyList<RunResult> runs, IReadOnlyList<int> labels, int largest) =>
        runs.Count > 0 && runs.Sum(run => run.ValidPredictions.Zip(labels).Count(image => image.First.ClassIndex == image.Second)) <= (long)runs.Count * largest;

    private static bool NamesOneClass(RunResult run) => run.ValidPredictions.Count > 0 && run.ValidPredictions.All(prediction => prediction.ClassIndex == run.ValidPredictions[0].ClassIndex);
}
