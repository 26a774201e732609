using Harness.Data.Randomness;
using Harness.Statistics;
using Harness.TestSupport;

namespace Harness.Tests.Statistics;

public sealed class SplitAccuraciesTests
{
    [Fact]
    public void Estimate_ThreeSplits_HasTheVarianceOfNadeauAndBengio()
    {
        var estimate = Of([0.80], [0.82], [0.87]).Estimate(heldOut: 0.25, images: 1000)!;

        // The sample variance of 0.80, 0.82 and 0.87 is (0.03² + 0.01² + 0.04²) / 2 = 0.0013.
        Assert.Equal(0.83, estimate.Mean, 1e-12);
        Assert.Equal(((1 / 3.0) + 0.25) * 0.0013, estimate.Variance, 1e-12);
        // The 97.5 % quantile of t with two degrees of freedom is 4.3027.
        Assert.Equal(4.3027, estimate.Quantile, 1e-4);
    }

    [Fact]
    public void SplitPart_SeedsThatAgree_IsAll()
    {
        var accuracies = Of([0.80, 0.80], [0.90, 0.90]);

        Assert.Equal(1, accuracies.SplitPart!.Value, 1e-9);
        Assert.Equal(0, accuracies.WithinSplits!.Value, 1e-9);
    }

    [Fact]
    public void SplitPart_SplitsThatAgree_IsNothing() => Assert.Equal(0, Of([0.80, 0.90], [0.90, 0.80]).SplitPart!.Value, 1e-9);

    [Fact]
    public void SplitPart_KnownSpreads_IsFound()
    {
        // Deviations of 0.02 over splits and 0.01 over seeds: four fifths of the variance are the splits'.
        var normal = new NormalNumbers(CounterRandom.Create(1, 2, 3, RandomPurpose.EpochOrder));
        var splits = Enumerable.Range(0, 2000).Select(_ => (Split: 0.02 * normal.Next(), Seeds: Enumerable.Range(0, 3).Select(_ => 0.01 * normal.Next()).ToList())).ToList();

        var accuracies = Of([.. splits.Select(split => split.Seeds.Select(seed => 0.8 + split.Split + seed).ToArray())]);

        Assert.Equal(0.8, accuracies.SplitPart!.Value, 0.02);
        Assert.Equal(0.01, accuracies.WithinSplits!.Value, 0.0005);
    }

    [Fact]
    public void Less_SplitsAndSeedsThatOnlyOneHas_AreLeftOut()
    {
        var one = Of([0.9, 0.8], [0.7], [0.9, 0.5]);
        var other = Of([0.8], [], [0.6, 0.4]);

        var (estimate, splits) = one.Less(other, 0.25, 1000)!.Value;

        Assert.Equal(2, splits);
        // 0.9 − 0.8 for the first split, the mean of 0.3 and 0.1 for the third.
        Assert.Equal(0.15, estimate.Mean, 1e-12);
    }

    [Fact]
    public void Of_OneSplit_HasNoInterval()
    {
        Assert.Null(Of([0.8, 0.9]).Estimate(0.25, 1000));
        Assert.Null(Of([0.8, 0.9]).BetweenSplits);
        Assert.Null(Of([0.8], [0.9]).SplitPart);
    }

    // One image of a hundred, twice in the same direction.
    [Fact]
    public void Less_SplitsThatAgreeByChance_ProveNothing() => Assert.InRange(Of([0.80], [0.81]).Less(Of([0.79], [0.80]), 0.25, 100)!.Value.Estimate.PValue, 0.3, 1);

    // Two images a split, all of them right with one technique and wrong with the other.
    [Fact]
    public void Less_AHandfulOfImagesThatAllAgree_ProvesNothing()
    {
        var (one, other) = (Of([1], [1]), Of([0], [0]));

        Assert.InRange(one.Less(other, 0.25, images: 2)!.Value.Estimate.PValue, 0.1, 1);
        Assert.True(one.Estimate(0.25, images: 2)!.Interval.Low < 0.5);
        Assert.InRange(one.Less(other, 0.25, images: 1000)!.Value.Estimate.PValue, 1e-9, 0.01);
    }

    // Five splits of which each is off by as much for all techniques, and by less for each alone.
    [Fact]
    public void Ranking_TechniquesThatAreEqual_HasAFalseWinnerInNoMoreThanFiveOfAHundred()
    {
        var normal = new NormalNumbers(CounterRandom.Create(1, 2, 3, RandomPurpose.EpochOrder));
        var winners = Enumerable.Range(0, 1000).Count(_ =>
        {
            var common = Enumerable.Range(0, 5).Select(_ => 0.02 * normal.Next()).ToArray();
            return SplitRanking.Of([.. Enumerable.Range(0, 4).Select(_ => Of([.. common.Select(split => new[] { 0.8 + split + (0.01 * normal.Next()) })]))], 0.25, 1000).Pairs.Any(pair => pair.Differs);
        });

        Assert.InRange(winners, 0, 50);
    }

    [Fact]
    public void Ranking_TechniquesThatDiffer_FindsTheBest()
    {
        var ranked = SplitRanking.Of([Of([0.80], [0.81], [0.79], [0.80], [0.80]), Of([0.90], [0.91], [0.90], [0.89], [0.90]), Of([0.90], [0.90], [0.91], [0.89], [0.90])], 0.25, 1000);

        Assert.Equal([1, 2], ranked.Best.Order());
        Assert.Equal(["b", "a", "a"], Enumerable.Range(0, 3).Select(ranked.Letters));
        Assert.All(ranked.Intervals, interval => Assert.NotNull(interval));
    }

    private static SplitAccuracies Of(params double[][] bySplit) => new([.. bySplit.Select(split => split.Index().ToDictionary(seed => (long)seed.Index, seed => seed.Item))]);
}
