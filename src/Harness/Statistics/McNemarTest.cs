using MathNet.Numerics.Distributions;

namespace Harness.Statistics;

/// <summary>Compares two classifiers on the same images, where each is right or wrong (Q. McNemar, <em>Note on the sampling error of the difference
/// between correlated proportions or percentages</em>, Psychometrika 12, 1947). Only the images count on which one is right and the other is wrong.</summary>
/// <param name="OnlyFirst">The images on which only the first is right.</param>
/// <param name="OnlySecond">The images on which only the second is right.</param>
/// <param name="Images">All images; at least 1.</param>
public readonly record struct McNemarTest(int OnlyFirst, int OnlySecond, int Images)
{
    /// <summary>The probability of a division of these images at least so uneven where each classifier wins any of them with probability one half: exact,
    /// from the binomial distribution, two-sided.</summary>
    public double PValue
    {
        get
        {
            var discordant = OnlyFirst + OnlySecond;
            return discordant == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, discordant, Math.Min(OnlyFirst, OnlySecond)));
        }
    }

    /// <summary>The difference of the accuracies, first less second.</summary>
    public double Difference => (OnlyFirst - OnlySecond) / (double)Images;

    /// <summary>A 95 % interval for the difference on other images of the same kind: Wald's with half an image more in each of the four cells
    /// (A. Agresti and Y. Min, <em>Simple improved confidence intervals for comparing matched proportions</em>, Statistics in Medicine 24, 2005).</summary>
    public Interval Interval
    {
        get
        {
            var difference = (OnlyFirst - OnlySecond) / (Images + 2.0);
            var reach = WilsonInterval.Normal95 * Math.Sqrt(VarianceOfImage(OnlyFirst, OnlySecond, Images)) / Math.Sqrt(Images + 2);
            return new(Math.Max(-1, difference - reach), Math.Min(1, difference + reach));
        }
    }

    /// <summary>The variance that a single image has, with half an image more in each of the four cells: never 0.</summary>
    /// <param name="onlyFirst">The images on which only the first is right; a mean need not be whole.</param>
    /// <param name="onlySecond">The images on which only the second is right.</param>
    /// <param name="images">All images.</param>
    /// <returns>The variance; that of the difference of the accuracies is this divided by two images more than there are.</returns>
    internal static double VarianceOfImage(double onlyFirst, double onlySecond, int images)
    {
        var difference = (onlyFirst - onlySecond) / (images + 2);
        return ((onlyFirst + onlySecond + 1) / (images + 2)) - (difference * difference);
    }

    /// <summary>Counts where two classifiers differ.</summary>
    /// <param name="first">Whether the first is right, for each image.</param>
    /// <param name="second">Whether the second is right, for the same images.</param>
    /// <returns>The counts.</returns>
    public static McNemarTest Of(ReadOnlySpan<bool> first, ReadOnlySpan<bool> second)
    {
        var (onlyFirst, onlySecond) = (0, 0);
        for (var image = 0; image < first.Length; image++)
        {
            if (first[image] == second[image]) continue;
            if (first[image]) onlyFirst++;
            else onlySecond++;
        }
        return new(onlyFirst, onlySecond, first.Length);
    }
}
