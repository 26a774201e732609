using MathNet.Numerics.Distributions;

namespace Harness.Statistics;

/// <summary>How many images or seeds it takes to see a difference between two techniques that vary like two that were measured: four times out of five, at
/// the level that the correction for all pairs leaves to the first of them.</summary>
/// <remarks>That is <see cref="TechniquePair.Level"/> divided by the number of pairs, the first step of <see cref="HolmCorrection"/>. Where many other pairs
/// differ, Holm's later steps ask for less.</remarks>
/// <param name="Seeds">The seeds that were measured.</param>
/// <param name="Images">The images that were measured.</param>
/// <param name="OfSeed">The variance that a seed adds to all images in common.</param>
/// <param name="OfImage">The variance of an image in common under all seeds.</param>
/// <param name="OfBoth">The further variance of a single image under a single seed.</param>
/// <param name="OtherDegrees">The degrees of freedom that other pairs add to those of the seeds; infinitely many where seeds are not asked.</param>
/// <param name="Pairs">The pairs that are tested together; at least 1.</param>
public sealed record PowerEstimate(int Seeds, int Images, double OfSeed, double OfImage, double OfBoth, double OtherDegrees, int Pairs)
{
    // Beyond this, an answer would be of no practical use.
    private const int MostSeeds = 1000;

    /// <summary>The level of the test of this pair, 0…1.</summary>
    public double Level => TechniquePair.Level / Pairs;

    /// <summary>Takes the variances from a pair of techniques with several seeds.</summary>
    /// <param name="pair">Their differences.</param>
    /// <param name="prior">What other pairs say about seeds.</param>
    /// <param name="pairs">The pairs that are tested together; at least 1.</param>
    /// <returns>The estimate.</returns>
    public static PowerEstimate Of(CrossedSample pair, SeedRatioPrior prior, int pairs) => new(
        pair.Seeds, pair.Images, (prior.SeedVariance(pair) - pair.ResidualVariance) * pair.Seeds, pair.OtherImagesVariance * pair.Images,
        pair.ResidualVariance * pair.Seeds * pair.Images, prior.WeightFor(pair), pairs);

    /// <summary>Takes the variance from a pair with one seed, which knows nothing of other seeds.</summary>
    /// <param name="pair">Where the two differ.</param>
    /// <param name="pairs">The pairs that are tested together; at least 1.</param>
    /// <returns>The estimate.</returns>
    public static PowerEstimate Of(McNemarTest pair, int pairs) => new(1, pair.Images, 0, VarianceOfImage(pair), 0, double.PositiveInfinity, pairs);

    /// <summary>The images that it takes with the seeds that were measured.</summary>
    /// <param name="difference">The difference to be seen, above 0.</param>
    /// <returns>How many; null if no number of images is enough.</returns>
    public long? ImagesFor(double difference)
    {
        var allowed = Allowed(difference, Seeds) - (OfSeed / Seeds);
        return allowed <= 0 ? null : Math.Max(1, (long)Math.Ceiling((OfImage + (OfBoth / Seeds)) / allowed));
    }

    /// <summary>The seeds that it takes with the images that were measured.</summary>
    /// <param name="difference">The difference to be seen, above 0.</param>
    /// <returns>How many, at least 2; null if a thousand are not enough.</returns>
    public int? SeedsFor(double difference)
    {
        for (var seeds = 2; seeds <= MostSeeds; seeds++)
        {
            if (((OfSeed + (OfBoth / Images)) / seeds) + (OfImage / Images) <= Allowed(difference, seeds)) return seeds;
        }
        return null;
    }

    /// <summary>The seeds and images that it takes where both grow in the same proportion.</summary>
    /// <param name="difference">The difference to be seen, above 0.</param>
    /// <returns>How many, at least as many as were measured; null if a thousand seeds are not enough.</returns>
    public (int Seeds, long Images)? BothFor(double difference)
    {
        for (var seeds = Math.Max(2, Seeds); seeds <= MostSeeds; seeds++)
        {
            var images = (long)Images * seeds / Seeds;
            if (((OfSeed + (OfBoth / images)) / seeds) + (OfImage / images) <= Allowed(difference, seeds)) return (seeds, images);
        }
        return null;
    }

    // If all images turn out alike, their variance would be 0, and a single image would be enough to see any difference.
    private static double VarianceOfImage(McNemarTest pair)
    {
        var variance = ((pair.OnlyFirst + pair.OnlySecond) / (double)pair.Images) - (pair.Difference * pair.Difference);
        return variance > 0 ? variance : McNemarTest.VarianceOfImage(pair.OnlyFirst, pair.OnlySecond, pair.Images);
    }

    // The variance of the mean difference with which its t test succeeds four times out of five.
    private double Allowed(double difference, int seeds)
    {
        var degrees = seeds - 1 + OtherDegrees;
        double Quantile(double probability) => double.IsInfinity(degrees) ? Normal.InvCDF(0, 1, probability) : StudentT.InvCDF(0, 1, degrees, probability);
        var reach = difference / (Quantile(1 - (Level / 2)) + Quantile(0.8));
        return reach * reach;
    }
}
