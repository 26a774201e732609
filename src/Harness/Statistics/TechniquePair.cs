namespace Harness.Statistics;

/// <summary>Two techniques on the same validation images, under the seeds that both have.</summary>
/// <param name="First">The place of the first in the suite.</param>
/// <param name="Second">The place of the second, after the first.</param>
/// <param name="Seeds">The number of seeds that both have; at least 1.</param>
/// <param name="Images">The number of images.</param>
/// <param name="Difference">The accuracy of the first less that of the second.</param>
/// <param name="Interval">A 95 % interval for it, of this pair alone.</param>
/// <param name="PValue">The probability of a difference at least so large if there is none, of this pair alone.</param>
/// <param name="OnlyFirst">The images on which only the first is right, mean over the seeds.</param>
/// <param name="OnlySecond">The images on which only the second is right, mean over the seeds.</param>
/// <param name="Sample">The differences of all images under all seeds; null for a single seed.</param>
public sealed record TechniquePair(
    int First, int Second, int Seeds, int Images, double Difference, Interval Interval, double PValue, double OnlyFirst, double OnlySecond, CrossedSample? Sample)
{
    /// <summary>The level of all tests: the probability of even one wrong difference among all pairs of a suite.</summary>
    public const double Level = 0.05;

    /// <summary>The p value after correction for the number of pairs.</summary>
    public double AdjustedPValue { get; init; } = PValue;

    /// <summary>Whether the two differ by more than chance explains.</summary>
    public bool Differs => AdjustedPValue <= Level;

    /// <summary>The place of the one with the lower accuracy under the seeds that both have.</summary>
    public int Lower => Difference < 0 ? First : Second;
}
