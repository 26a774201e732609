using MathNet.Numerics;
using MathNet.Numerics.Statistics;

namespace Harness.Statistics;

/// <summary>What the pairs of a suite say together about how much seeds matter. Three seeds say almost nothing about the spread of one pair; what all pairs
/// have in common steadies it, the more the less they differ among each other.</summary>
/// <remarks>The empirical Bayes estimate of G. K. Smyth, <em>Linear models and empirical Bayes methods for assessing differential expression in microarray
/// experiments</em>, Statistical Applications in Genetics and Molecular Biology 3, 2004, of <see cref="CrossedSample.SeedRatio"/> instead of variances:
/// the part that comes from chance in single images is known well for each pair. Of ten pairs and more it is made robust after B. Phipson and others, Annals of
/// Applied Statistics 10, 2016: outliers count no more than the edge of the rest (<see cref="WinsorizedLogarithms"/>), and pairs whose seeds differ more than
/// the others let expect learn less from them. Where the seeds of one technique differ far more than those of all others, three of them may by chance not show it,
/// and a winner among equals is found in up to 14 of 100 comparisons instead of 5. In the original, a pair has the weight of any with a higher ratio at least; here it has
/// that of any with a lower one at most, which finds up to one in a hundred fewer.</remarks>
/// <param name="Ratio">The ratio that the pairs have in common.</param>
/// <param name="Weight">For how many degrees of freedom it counts beside those of the seeds of a pair that is like the others; 0 if there is nothing to learn
/// from others.</param>
public sealed record SeedRatioPrior(double Ratio, double Weight)
{
    /// <summary>Nothing is known from others.</summary>
    public static SeedRatioPrior None { get; } = new(1, 0);

    // The number of techniques where each pair has a large part in what all have in common, and more than two.
    private int? FewTechniques { get; init; }

    // From which ratio on a pair is less likely to be like the others, ascending, and the weight that is left then.
    private IReadOnlyList<(double Ratio, double Weight)> Outliers { get; init; } = [];

    /// <summary>Learns from pairs.</summary>
    /// <param name="pairs">All pairs of the techniques. Those whose difference is the same under every seed are left out: of few images and seeds that is chance, and
    /// the logarithm of 0 would hide what the others have in common; where nothing ever changes there is no ratio.</param>
    /// <param name="techniques">The number of techniques whose seeds differ: pairs of the same ones are not independent witnesses.</param>
    /// <returns>What they have in common.</returns>
    public static SeedRatioPrior Of(IReadOnlyList<CrossedSample> pairs, int techniques)
    {
        List<CrossedSample> telling = [.. pairs.Where(pair => pair.SeedVariance > 0 && pair.ResidualVariance > 0)];
        if (telling.Count < 2) return None;
        var own = telling.Average(pair => pair.Seeds - 1.0);
        var others = Math.Max(0, (techniques - 2) * own);
        return telling.Count < WinsorizedLogarithms.FewestValues
            ? OfFew(telling, others) with { FewTechniques = techniques > 2 ? techniques : null }
            : OfMany(telling, own, others);
    }

    /// <summary>For how many degrees of freedom the common ratio counts for a pair.</summary>
    /// <param name="pair">The pair.</param>
    /// <returns>At most <see cref="Weight"/>: less where its seeds differ more than those of others let expect, and 0 where a seed changes all images alike, so that there is no
    /// ratio.</returns>
    public double WeightFor(CrossedSample pair) => pair.ResidualVariance <= 0 ? 0 : Outliers.LastOrDefault(outlier => outlier.Ratio <= pair.SeedRatio, (0, Weight)).Weight;

    /// <summary>The ratio of a pair, steadied.</summary>
    /// <param name="pair">The pair.</param>
    /// <returns>At least 1: seeds cannot differ less than chance in single images makes them.</returns>
    public double Steady(CrossedSample pair)
    {
        var (own, weight) = (pair.Seeds - 1.0, WeightFor(pair));
        return Math.Max(1, ((own * pair.SeedRatio) + (weight * Math.Max(1, RatioOfOthers(pair)))) / (own + weight));
    }

    /// <summary>The variance of a pair's mean over other seeds, steadied.</summary>
    /// <param name="pair">The pair.</param>
    /// <returns>The variance. If a seed changes all images alike, there is no chance in single images to take a ratio of, and the variance of the pair's own seeds counts.</returns>
    public double SeedVariance(CrossedSample pair) => pair.ResidualVariance > 0 ? Steady(pair) * pair.ResidualVariance : pair.SeedVariance;

    // What the pairs have in common, of which this pair is one, is the mean of its own contribution and that of the other techniques. Among many, its part is small.
    private double RatioOfOthers(CrossedSample pair) => FewTechniques is { } techniques ? (((techniques - 1) * Ratio) - pair.SeedRatio) / (techniques - 2) : Ratio;

    private static SeedRatioPrior OfFew(List<CrossedSample> pairs, double others)
    {
        var logarithms = pairs.ConvertAll(Centered);
        var center = logarithms.Average();
        var excess = logarithms.Variance() - pairs.Average(pair => Trigamma.Of((pair.Seeds - 1) / 2.0));
        if (excess <= 0) return new(pairs.Average(pair => pair.SeedRatio), others);
        var weight = 2 * Trigamma.Inverse(excess);
        return new(Math.Exp(center + Center(weight)), Math.Min(weight, others));
    }

    private static SeedRatioPrior OfMany(List<CrossedSample> pairs, double own, double others)
    {
        var found = WinsorizedLogarithms.Of(pairs.ConvertAll(Centered));
        var weight = WinsorizedLogarithms.DegreesFor(own, found.Variance);
        var prior = new SeedRatioPrior(Math.Exp(found.Mean - (WinsorizedLogarithms.OfRatios(own, weight).Mean - Center(own))), Math.Min(weight, others));
        return others > 0 ? prior with { Outliers = [.. prior.OutliersOf(pairs)] } : prior;
    }

    // A pair is like the others with the probability of a ratio so high among these, by how many of all are so high; the higher the ratio, the less.
    private IEnumerable<(double Ratio, double Weight)> OutliersOf(List<CrossedSample> pairs)
    {
        var like = 1.0;
        foreach (var (rank, pair) in pairs.OrderBy(pair => pair.SeedRatio).Index())
        {
            like = Math.Min(like, ProbabilityAbove(pair) * pairs.Count / (pairs.Count - rank - 0.5));
            if (like < 1) yield return (pair.SeedRatio, like * Weight);
        }
    }

    private double ProbabilityAbove(CrossedSample pair)
    {
        var own = pair.Seeds - 1.0;
        return SpecialFunctions.BetaRegularized(Weight / 2, own / 2, Weight / (Weight + (own * pair.SeedRatio / Math.Max(1, Ratio))));
    }

    // The logarithms of ratios that differ only by chance have a known mean, which is subtracted.
    private static double Centered(CrossedSample pair) => Math.Log(pair.SeedRatio) - Center(pair.Seeds - 1);

    // The mean of the logarithm of a chi-squared variable by its degrees of freedom.
    private static double Center(double degrees) => SpecialFunctions.DiGamma(degrees / 2) - Math.Log(degrees / 2);
}
