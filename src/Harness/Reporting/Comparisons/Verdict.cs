using Harness.Running.Collecting;

namespace Harness.Reporting.Comparisons;

/// <summary>Says in words what the comparison of a suite supports and what it does not.</summary>
internal static class Verdict
{
    // With so many competing, the best owes a good part of its lead to the images.
    private const int ManyTechniques = 5;

    /// <summary>Writes the sentences, the most important first.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="comparison">Its comparison.</param>
    /// <returns>Plain sentences; none if nothing could be compared.</returns>
    public static IEnumerable<string> For(SuiteResult result, SuiteComparison comparison)
    {
        var ranked = comparison.Ranked;
        if (ranked.Pairs.Count == 0) return [];
        List<string> names = [.. comparison.Techniques.Select(technique => $"'{SingleLine.Of(technique.Technique.Name)}'")];
        return [.. Copies(result), .. RankingWords.Best(ranked, names), .. RankingWords.OneSeed(ranked), .. Optimism(result, comparison), .. RankingWords.Power(ranked)];
    }

    // Before who is best: that may be the one that learned the copies by heart.
    private static IEnumerable<string> Copies(SuiteResult result) => result.Quality.HasManyCopies ? [SingleLine.Of(result.Quality.Copies[0])] : [];

    private static IEnumerable<string> Optimism(SuiteResult result, SuiteComparison comparison)
    {
        var compared = comparison.Ranking().Count;
        if (result.Test is null && compared >= ManyTechniques)
            yield return Format.Invariant($"The highest of {compared} accuracies on the same images is a little too high: it was chosen by them. Images by which nothing was chosen show its true value (test_fraction in data.split).");
    }
}
