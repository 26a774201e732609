using Harness.Results;
using Harness.Running;

namespace Harness.Reporting;

/// <summary>Reports what always naming the same class would give, and of techniques that do nothing else: in uneven classes that can look like a good accuracy.</summary>
internal static class OneClass
{
    /// <summary>The accuracy of always naming the largest class.</summary>
    /// <param name="result">The suite's result.</param>
    /// <returns>0…1; null without validation images.</returns>
    public static double? BaseRate(SuiteResult result) => result.ValidLabels.Count == 0
        ? null
        : result.ValidLabels.CountBy(label => label).Max(group => group.Value) / (double)result.ValidLabels.Count;

    /// <summary>Writes the sentences that a result needs.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="techniques">Its techniques.</param>
    /// <returns>Plain sentences.</returns>
    public static IEnumerable<string> Notes(SuiteResult result, IReadOnlyList<TechniqueSummary> techniques)
    {
        if (BaseRate(result) is not { } rate) yield break;
        var largest = result.ValidLabels.CountBy(label => label).MaxBy(group => group.Value).Key;
        yield return $"Always naming the largest class, {SingleLine.Of(result.Classes[largest])}, would be right on {Format.Accuracy(rate, result.ValidLabels.Count)} of the validation images.";
        foreach (var technique in techniques.Where(technique => technique.ValidAccuracy?.Mean <= rate && !technique.CompleteRuns.All(NamesOneClass)))
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

    private static bool NamesOneClass(RunResult run) => run.ValidPredictions.Count > 0 && run.ValidPredictions.All(prediction => prediction.ClassIndex == run.ValidPredictions[0].ClassIndex);
}
