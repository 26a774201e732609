namespace Harness.Statistics;

/// <summary>Compares techniques over several splits: a t test of every pair with the variance that Nadeau and Bengio correct, and by Holm's method for all pairs.</summary>
public static class SplitRanking
{
    /// <summary>Compares them.</summary>
    /// <param name="techniques">The techniques, on the same splits.</param>
    /// <param name="heldOut">Validation images for each training image.</param>
    /// <param name="images">Validation images of a split.</param>
    /// <returns>The comparison.</returns>
    public static RankedTechniques Of(IReadOnlyList<SplitAccuracies> techniques, double heldOut, int images)
    {
        var pairs = (
            from first in Enumerable.Range(0, techniques.Count)
            from second in Enumerable.Range(first + 1, techniques.Count - first - 1)
            let difference = techniques[first].Less(techniques[second], heldOut, images)
            where difference is not null
            select Pair(first, second, images, difference.Value.Estimate, difference.Value.Splits)).ToList();
        var adjusted = HolmCorrection.Adjust(pairs.ConvertAll(pair => pair.PValue));
        return RankedTechniques.Of(
            [.. techniques.Select(technique => technique.Mean)],
            [.. techniques.Select(technique => technique.Estimate(heldOut, images) is { } estimate ? Within(estimate.Interval, 0, 1) : (Interval?)null)],
            new([.. pairs.Select((pair, index) => pair with { AdjustedPValue = adjusted[index] })], SeedRatioPrior.None));
    }

    private static TechniquePair Pair(int first, int second, int images, MeanEstimate estimate, int splits) =>
        new(first, second, splits, images, estimate.Mean, Within(estimate.Interval, -1, 1), estimate.PValue, OnlyFirst: 0, OnlySecond: 0, Sample: null);

    private static Interval Within(Interval interval, double low, double high) => new(Math.Max(low, interval.Low), Math.Min(high, interval.High));
}
