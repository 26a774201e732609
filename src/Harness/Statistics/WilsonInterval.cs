using MathNet.Numerics.Distributions;

namespace Harness.Statistics;

/// <summary>An interval for a probability, from how often something happened (E. B. Wilson, <em>Probable inference, the law of succession, and
/// statistical inference</em>, Journal of the American Statistical Association 22, 1927). It stays within 0…1 and has a width at 0 and 1 too.</summary>
public static class WilsonInterval
{
    /// <summary>The quantile of the normal distribution for an interval of 95 %.</summary>
    public static double Normal95 { get; } = Normal.InvCDF(0, 1, 0.975);

    /// <summary>Computes the interval.</summary>
    /// <param name="share">How often it happened, 0…1.</param>
    /// <param name="trials">The number of trials; above 0, not necessarily whole.</param>
    /// <param name="quantile">How many standard errors the interval reaches to each side: <see cref="Normal95"/>, or that of a t distribution.</param>
    /// <returns>The interval.</returns>
    public static Interval Of(double share, double trials, double quantile)
    {
        var square = quantile * quantile;
        var center = (share + (square / (2 * trials))) / (1 + (square / trials));
        var reach = quantile / (1 + (square / trials)) * Math.Sqrt((share * (1 - share) / trials) + (square / (4 * trials * trials)));
        // Rounding must not leave the ends of 0 of n and n of n a hair outside.
        return new(share <= 0 ? 0 : Math.Max(0, center - reach), share >= 1 ? 1 : Math.Min(1, center + reach));
    }
}
