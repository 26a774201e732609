using Harness.Statistics;

namespace Harness.Tests.Statistics;

public sealed class SeedRatioPriorTests
{
    private const int Techniques = 8;

    // As even as 28 ratios of three seeds are by chance: quantiles of the exponential distribution, which is that of chi-squared with two degrees of freedom over two.
    private static readonly List<CrossedSample> Alike = [.. Enumerable.Range(0, 28).Select(rank => Pair(-2 * Math.Log(1 - ((rank + 0.5) / 28))))];

    [Fact]
    public void Of_PairsThatDifferByChance_LearnsTheirRatioAndGivesItAllWeight()
    {
        var prior = SeedRatioPrior.Of(Alike, Techniques);

        Assert.Equal(2, prior.Ratio, 0.1);
        Assert.Equal(12, prior.Weight);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 0)]
    public void Of_APairWithTheSameDifferenceUnderEverySeed_IsLeftOut(double seedVariance, double residualVariance)
    {
        var with = SeedRatioPrior.Of([.. Alike, new(3, 1000, 0.01, seedVariance, 1, residualVariance)], Techniques);

        Assert.Equal((SeedRatioPrior.Of(Alike, Techniques).Ratio, 12), (with.Ratio, with.Weight));
    }

    [Fact]
    public void Of_AFewPairsOneOfWhichIsTheSameUnderEverySeed_StillLearn() => Assert.Equal(4, SeedRatioPrior.Of([Pair(2), Pair(1), Pair(3), Pair(4), Pair(1.5), Pair(0)], 4).Weight);

    // Its sign was once the other way round, which made ratios of few pairs eight times too large.
    [Fact]
    public void Of_AFewPairsThatDifferFar_LearnsSmythsRatio()
    {
        var prior = SeedRatioPrior.Of([Pair(0.2), Pair(2), Pair(20)], 3);

        Assert.Equal(SmythsRatio([0.2, 2, 20], prior.Weight), prior.Ratio, 1e-9);
        Assert.InRange(prior.Ratio, 1, 2);
    }

    // Together they are the mean square of all three techniques, which each pair's own seeds are a part of and must not be counted for twice.
    [Fact]
    public void Steady_AFewPairsThatDifferByChance_IsThatOfAllForEach()
    {
        var prior = SeedRatioPrior.Of([Pair(1.6), Pair(2), Pair(2.4)], 3);

        Assert.Equal(2, prior.Weight);
        Assert.All([1.6, 2, 2.4], ratio => Assert.Equal(2, prior.Steady(Pair(ratio)), 1e-9));
    }

    [Fact]
    public void Of_AFarOutlier_ChangesNothingForTheOthers()
    {
        List<CrossedSample> far = [.. Alike.SkipLast(1), Pair(1e6)];
        List<CrossedSample> near = [.. Alike.Skip(1), Pair(1e-6)];

        Assert.Equal((SeedRatioPrior.Of(Alike, Techniques).Ratio, 12), (SeedRatioPrior.Of(far, Techniques).Ratio, SeedRatioPrior.Of(far, Techniques).Weight));
        Assert.Equal(12, SeedRatioPrior.Of(near, Techniques).Weight);
    }

    [Fact]
    public void Steady_AFarOutlier_IsJudgedByItsOwnSeeds()
    {
        var far = Pair(1e4);
        var prior = SeedRatioPrior.Of([.. Alike, far], Techniques);

        Assert.InRange(prior.WeightFor(far), 0, 0.1);
        Assert.Equal(12, prior.WeightFor(Pair(2)));
        Assert.InRange(prior.Steady(far), 9_500, 10_000);
    }

    // exp(mean + digamma(d/2) − log(d/2)), with digamma(1) = −γ for the two degrees of freedom of three seeds.
    private static double SmythsRatio(double[] ratios, double weight) =>
        Math.Exp(ratios.Average(ratio => Math.Log(ratio) + MathNet.Numerics.Constants.EulerMascheroni) + MathNet.Numerics.SpecialFunctions.DiGamma(weight / 2) - Math.Log(weight / 2));

    private static CrossedSample Pair(double ratio) => new(3, 1000, 0.01, ratio, 5, 1);
}
