using MathNet.Numerics;

namespace Harness.Statistics;

/// <summary>What the pairs of a suite say together of how much seeds matter. Three seeds say next to nothing of the spread of one pair; what all pairs
/// have in common steadies it, the more the less they differ among each other.</summary>
/// <remarks>The empirical Bayes estimate of G. K. Smyth, <em>Linear models and empirical Bayes methods for assessing differential expression in microarray
/// experiments</em>, Statistical Applications in Genetics and Molecular Biology 3, 2004, of <see cref="CrossedSample.SeedRatio"/> in place of variances:
/// the part that comes from chance in single images is known well for each pair.</remarks>
/// <param name="Ratio">The ratio that the pairs have in common.</param>
/// <param name="Weight">For how many degrees of freedom it counts beside those of a pair's own seeds; 0 where there is nothing to learn from others.</param>
public sealed record SeedRatioPrior(double Ratio, double Weight)
{
    /// <summary>Nothing is known from others.</summary>
    public static SeedRatioPrior None { get; } = new(1, 0);

    /// <summary>Learns from pairs.</summary>
    /// <param name="pairs">All pairs of the techniques.</param>
    /// <param name="techniques">The number of techniques: pairs of the same ones are no independent witnesses.</param>
    /// <returns>What they have in common.</returns>
    public static SeedRatioPrior Of(IReadOnlyList<CrossedSample> pairs, int techniques)
    {
        if (pairs.Count < 2) return None;
        var own = pairs.Average(pair => pair.Seeds - 1.0);
        var logarithms = pairs.Select(Centered).ToList();
        var center = logarithms.Average();
        var excess = logarithms.Sum(value => (value - center) * (value - center)) / (pairs.Count - 1) - pairs.Average(pair => Trigamma.Of((pair.Seeds - 1) / 2.0));
        var others = Math.Max(0, (techniques - 2) * own);
        if (excess <= 0) return new(pairs.Average(pair => pair.SeedRatio), others);
        var weight = 2 * Trigamma.Inverse(excess);
        return new(Math.Exp(center + SpecialFunctions.DiGamma(weight / 2) - Math.Log(weight / 2)), Math.Min(weight, others));
    }

    /// <summary>The ratio of a pair, steadied.</summary>
    /// <param name="pair">The pair.</param>
    /// <returns>At least 1: seeds cannot differ less than chance in single images makes them.</returns>
    public double Steady(CrossedSample pair)
    {
        var own = pair.Seeds - 1.0;
        return Math.Max(1, ((own * pair.SeedRatio) + (Weight * Math.Max(1, Ratio))) / (own + Weight));
    }

    // Of ratios that chance alone makes differ, the logarithms have a known mean, which is taken off.
    private static double Centered(CrossedSample pair)
    {
        const double Smallest = 1e-6;
        var half = (pair.Seeds - 1) / 2.0;
        return Math.Log(Math.Max(Smallest, pair.SeedRatio)) - SpecialFunctions.DiGamma(half) + Math.Log(half);
    }
}
