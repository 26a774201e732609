using MathNet.Numerics.Distributions;

namespace Harness.Statistics;

/// <summary>How many images or seeds it takes to see a difference between two techniques that vary as two that were measured: four times out of five, at
/// a level of 0.05 for this one pair.</summary>
/// <param name="Seeds">The seeds that were measured.</param>
/// <param name="Images">The images that were measured.</param>
/// <param name="OfSeed">The variance that a seed adds on all images alike.</param>
/// <param name="OfImage">The variance of an image under all seeds alike.</param>
/// <param name="OfBoth">The variance of a single image under a single seed besides.</param>
public sealed record PowerEstimate(int Seeds, int Images, double OfSeed, double OfImage, double OfBoth)
{
    private static readonly double Reach = WilsonInterval.Normal95 + Normal.InvCDF(0, 1, 0.8);

    /// <summary>Takes the variances from a pair of techniques with several seeds.</summary>
    /// <param name="pair">Their differences.</param>
    /// <param name="prior">What other pairs say of seeds.</param>
    /// <returns>The estimate.</returns>
    public static PowerEstimate Of(CrossedSample pair, SeedRatioPrior prior) => new(
        pair.Seeds, pair.Images, (prior.Steady(pair) - 1) * pair.ResidualVariance * pair.Seeds, pair.OtherImagesVariance * pair.Images,
        pair.ResidualVariance * pair.Seeds * pair.Images);

    /// <summary>Takes the variance from a pair with one seed, which knows nothing of other seeds.</summary>
    /// <param name="pair">Where the two differ.</param>
    /// <returns>The estimate.</returns>
    public static PowerEstimate Of(McNemarTest pair) =>
        new(1, pair.Images, 0, ((pair.OnlyFirst + pair.OnlySecond) / (double)pair.Images) - (pair.Difference * pair.Difference), 0);

    /// <summary>The images that it takes with the seeds that were measured.</summary>
    /// <param name="difference">The difference to be seen, above 0.</param>
    /// <returns>How many; null where no number of images is enough.</returns>
    public long? ImagesFor(double difference) => Needed(OfImage + (OfBoth / Seeds), Allowed(difference) - (OfSeed / Seeds));

    /// <summary>The seeds that it takes with the images that were measured.</summary>
    /// <param name="difference">The difference to be seen, above 0.</param>
    /// <returns>How many; null where no number of seeds is enough.</returns>
    public long? SeedsFor(double difference) => Needed(OfSeed + (OfBoth / Images), Allowed(difference) - (OfImage / Images));

    private static double Allowed(double difference) => difference * difference / (Reach * Reach);

    private static long? Needed(double variance, double allowed) => allowed <= 0 ? null : Math.Max(1, (long)Math.Ceiling(variance / allowed));
}
