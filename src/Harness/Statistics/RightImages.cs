namespace Harness.Statistics;

/// <summary>On which images the networks of a technique are right.</summary>
/// <param name="BySeed">For each seed whether each image's class is right: as many images for all, in the same order. May be empty.</param>
public sealed record RightImages(IReadOnlyDictionary<long, bool[]> BySeed)
{
    /// <summary>The number of images; 0 if nothing is known about them.</summary>
    public int Images => BySeed.Count == 0 ? 0 : BySeed.Values.First().Length;

    /// <summary>Whether any seed is right on other images than another. Seeds change nothing where training has nothing to draw.</summary>
    public bool DependsOnSeeds => BySeed.Values.Skip(1).Any(right => !right.AsSpan().SequenceEqual(BySeed.Values.First()));

    /// <summary>A 95 % interval for the accuracy over other seeds and other images of the same kind; with a single seed over other images alone.</summary>
    /// <returns>The interval, within 0…1; null if nothing is known about single images.</returns>
    /// <remarks>Wilson's interval for as many images as would give the variance that was found: the variance of few seeds reaches beyond 0…1 otherwise.</remarks>
    public Interval? AccuracyInterval()
    {
        if (BySeed.Count == 0) return null;
        var share = BySeed.Values.Average(Share);
        if (BySeed.Count == 1 || Images == 1) return WilsonInterval.Of(share, Images, WilsonInterval.Normal95);
        var estimate = MeanEstimate.Of(CrossedSample.Of([.. BySeed.OrderBy(pair => pair.Key).Select(pair => pair.Value.Select(AsNumber).ToArray())]), SeedRatioPrior.None);
        return estimate.Variance > 0
            ? WilsonInterval.Of(share, share * (1 - share) / estimate.Variance, estimate.Quantile)
            : WilsonInterval.Of(share, Images, WilsonInterval.Normal95);
    }

    /// <summary>The fraction of right images.</summary>
    /// <param name="right">Whether each image is right; at least one.</param>
    /// <returns>0…1.</returns>
    public static double Share(bool[] right) => right.Average(AsNumber);

    private static double AsNumber(bool right) => right ? 1 : 0;
}
