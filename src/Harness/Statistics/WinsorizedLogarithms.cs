using MathNet.Numerics;
using MathNet.Numerics.Integration;
using MathNet.Numerics.RootFinding;
using MathNet.Numerics.Statistics;

namespace Harness.Statistics;

/// <summary>Mean and variance of logarithms of ratios of variances whose outliers count no more than the edge of the rest: the lowest twentieth
/// and the highest tenth are drawn in to where they begin.</summary>
/// <remarks>After B. Phipson and others, <em>Robust hyperparameter estimation protects against hypervariable genes and improves power to detect differential
/// expression</em>, Annals of Applied Statistics 10, 2016.</remarks>
/// <param name="Mean">The mean.</param>
/// <param name="Variance">The variance.</param>
internal readonly record struct WinsorizedLogarithms(double Mean, double Variance)
{
    /// <summary>Fewer have no twentieth and no tenth to draw in.</summary>
    public const int FewestValues = 10;

    private const double LowTail = 0.05;
    private const double HighTail = 0.1;

    // Beyond this, others add nothing about the ratio, or determine it completely.
    private const double FewestDegrees = 0.1;
    private const double MostDegrees = 1e4;

    /// <summary>Those of given values.</summary>
    /// <param name="values">The values, at least <see cref="FewestValues"/>.</param>
    /// <returns>Mean and variance.</returns>
    public static WinsorizedLogarithms Of(IReadOnlyList<double> values)
    {
        var (low, high) = (values.QuantileCustom(LowTail, QuantileDefinition.R7), values.QuantileCustom(1 - HighTail, QuantileDefinition.R7));
        List<double> drawn = [.. values.Select(value => Math.Clamp(value, low, high))];
        return new(drawn.Average(), drawn.Variance());
    }

    /// <summary>Those of the logarithm of an F distribution: of a ratio whose true value varies like an inverse chi-squared variable.</summary>
    /// <param name="own">The degrees of freedom of the ratio, above 0.</param>
    /// <param name="others">Those of its truth, above 0: the more, the less it varies.</param>
    /// <returns>Mean and variance, to six digits.</returns>
    public static WinsorizedLogarithms OfRatios(double own, double others)
    {
        const int Order = 64;
        var (low, high) = (Quantile(own, others, LowTail), Quantile(own, others, 1 - HighTail));
        var scale = (own / 2 * Math.Log(own / others)) - SpecialFunctions.BetaLn(own / 2, others / 2);
        double Density(double value) => Math.Exp(scale + (own / 2 * value) - ((own + others) / 2 * Math.Log(1 + (own / others * Math.Exp(value)))));
        double Expected(Func<double, double> of) =>
            GaussLegendreRule.Integrate(value => of(value) * Density(value), low, high, Order) + (LowTail * of(low)) + (HighTail * of(high));
        var mean = Expected(value => value);
        return new(mean, Expected(value => (value - mean) * (value - mean)));
    }

    /// <summary>How much the truth of ratios varies whose logarithms have a variance.</summary>
    /// <param name="own">The degrees of freedom of each ratio, above 0.</param>
    /// <param name="variance">The variance.</param>
    /// <returns>The degrees of freedom that give it; ten thousand where chance in the ratios explains it alone.</returns>
    public static double DegreesFor(double own, double variance)
    {
        if (variance <= OfRatios(own, MostDegrees).Variance) return MostDegrees;
        if (variance >= OfRatios(own, FewestDegrees).Variance) return FewestDegrees;
        return Math.Exp(Brent.FindRoot(
            logarithm => Math.Log(OfRatios(own, Math.Exp(logarithm)).Variance / variance), Math.Log(FewestDegrees), Math.Log(MostDegrees), 1e-10, 200));
    }

    private static double Quantile(double own, double others, double probability)
    {
        const double Farthest = 700;
        return Brent.FindRoot(value => SpecialFunctions.BetaRegularized(own / 2, others / 2, 1 / (1 + (others / own * Math.Exp(-value)))) - probability, -Farthest, Farthest, 1e-12, 500);
    }
}
