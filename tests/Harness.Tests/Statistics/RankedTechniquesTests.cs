using Harness.Reporting.Comparisons;
using Harness.Statistics;

namespace Harness.Tests.Statistics;

public sealed class RankedTechniquesTests
{
    private static readonly bool[] Good = [.. Enumerable.Repeat(true, 40)];
    private static readonly bool[] Nearly = [false, .. Enumerable.Repeat(true, 39)];
    private static readonly bool[] Bad = [.. Enumerable.Range(0, 40).Select(image => image < 10)];

    [Fact]
    public void Of_NoCommonSeed_IsNeitherTiedNorLowerAndSharesNoLetter()
    {
        var ranked = Rank(Right((0, Good)), Right((0, Nearly), (1, Nearly)), Right((1, Bad)));

        Assert.Equal([0, 1], ranked.Best);
        Assert.Equal([2], ranked.NotCompared);
        Assert.Equal(["a", "a", "b"], Letters(ranked));
        Assert.Empty(RankingWords.NoLetters(ranked));
        Assert.False(ranked.AreAllCompared);
    }

    [Fact]
    public void Of_TiedWithAThirdAlone_SharesALetterWithThatOne()
    {
        var ranked = Rank(Right((0, Good)), Right((0, Nearly), (1, Nearly)), Right((1, Nearly)));

        Assert.Equal([0, 1], ranked.Best);
        Assert.Equal(["a", "ab", "b"], Letters(ranked));
    }

    [Fact]
    public void Of_NoPairAtAll_HasNoLetter()
    {
        var ranked = Rank(Right((0, Nearly)), Right((7, Good)), Right((0, Bad)), Right());

        Assert.Equal([0], ranked.Best);
        Assert.Equal([1], ranked.NotCompared);
        Assert.Equal(["a", "", "b", ""], Letters(ranked));
    }

    // Such as one that is finished on a single split: nothing is known about its spread.
    [Fact]
    public void Of_OneWithoutAnInterval_IsNotComparedEither()
    {
        var paired = PairedComparison.Of([Right((0, Good)), Right((0, Bad)), Right()]);

        var ranked = RankedTechniques.Of([1, 0.25, 0.9], [new(0.9, 1), new(0.1, 0.4), null], paired);

        Assert.Equal([2], ranked.NotCompared);
        Assert.False(ranked.AreAllCompared);
    }

    [Fact]
    public void Of_ACommonSeedForAll_ComparesAll()
    {
        var ranked = Rank(Right((0, Nearly)), Right((0, Good)), Right());

        Assert.Empty(ranked.NotCompared);
        Assert.True(ranked.AreAllCompared);
    }

    [Fact]
    public void Of_MoreGroupsThanHaveNames_HasNoLettersAndIsRankedAllTheSame()
    {
        // Each of ten pairs differs, and nothing else: a thousand groups.
        const int Count = 20;
        var pairs = from first in Enumerable.Range(0, Count)
                    from second in Enumerable.Range(first + 1, Count - first - 1)
                    select new TechniquePair(first, second, 1, 40, 0.1, new(0, 0.2), first / 2 == second / 2 ? 0.001 : 0.9, 4, 0, null);

        var ranked = RankedTechniques.Of([.. Enumerable.Range(0, Count).Select(place => 1 - (place * 0.01))], new Interval?[Count], PairedComparison.None with { Pairs = [.. pairs] });

        Assert.True(ranked.LacksGroups);
        Assert.All(Letters(ranked), Assert.Empty);
        Assert.Equal(Enumerable.Range(0, Count), ranked.Ranking());
        Assert.Equal(Enumerable.Range(0, Count).Except([1]), ranked.Best);
        Assert.Empty(ranked.NotCompared);
        Assert.StartsWith("No row has a letter: there would be more than 702 groups", Assert.Single(RankingWords.NoLetters(ranked)), StringComparison.Ordinal);
    }

    // B has the higher mean since it lacks the seed under which A is worst.
    [Fact]
    public void Of_AHigherMeanOverOtherSeeds_IsNotBetterAgainstItsPair()
    {
        var ranked = Rank(Right((1, Thousand(wrongFrom: 0, wrongTo: 50)), (2, Thousand(0, 200))), Right((1, Thousand(5, 75))));

        Assert.Equal((25, 5), (Assert.Single(ranked.Pairs).OnlyFirst, ranked.Pairs[0].OnlySecond));
        Assert.True(ranked.Means[1] > ranked.Means[0]);
        Assert.Equal([0], ranked.Best);
        Assert.Equal(["a", "b"], Letters(ranked));
        Assert.Equal(
            [
                "'A' is better than the other by more than chance explains (95 %).",
                "'B' has a higher mean than 'A', but is lower by more than chance explains on the seeds that both have.",
            ],
            RankingWords.Best(ranked, ["'A'", "'B'"]));
    }

    [Fact]
    public void Best_TiedAndAHigherMeanIsLowerThanAThird_ClaimsNoHighestAccuracy()
    {
        // The last is lower than the first and tied with the second.
        var ranked = RankedTechniques.Of([0.9, 0.91, 0.95], new Interval?[3], PairedComparison.None with { Pairs = [Pair(0, 1, 0, 1), Pair(0, 2, 0.02, 0.001), Pair(1, 2, 0, 1)] });

        Assert.Equal([1, 2, 0], ranked.Best);
        Assert.Equal(
            [
                "No winner: none that was compared with 'B' can be told from it (95 %, corrected for 3 pairs).",
                "'C' has a higher mean than 'B', but is lower than another by more than chance explains on the seeds that both have.",
            ],
            RankingWords.Best(ranked, ["'A'", "'B'", "'C'"]));
    }

    // Every pair has other seeds in common.
    [Fact]
    public void Best_EachIsLowerThanAnother_NamesNone()
    {
        var ranked = RankedTechniques.Of([0.9, 0.8, 0.7], new Interval?[3], PairedComparison.None with { Pairs = [Pair(0, 1, 0.1, 0.001), Pair(0, 2, -0.1, 0.001), Pair(1, 2, 0.1, 0.001)] });

        Assert.Empty(ranked.Best);
        Assert.Empty(ranked.NotCompared);
        Assert.Equal(["a", "b", "c"], Letters(ranked));
        Assert.Equal(
            ["None is best: on the seeds that both have, each is lower than another by more than chance explains (95 %, corrected for 3 pairs)."],
            RankingWords.Best(ranked, ["'A'", "'B'", "'C'"]));
    }

    // The first has a bad split that the second lacks.
    [Fact]
    public void OfSplits_AHigherMeanOverOtherSplits_IsNotBest()
    {
        SplitAccuracies Over(params double?[] splits) => new([.. splits.Select(split => split is { } accuracy ? new Dictionary<long, double> { [1] = accuracy } : [])]);

        var ranked = SplitRanking.Of([Over(0.95, 0.951, 0.949, 0.5), Over(0.9, 0.901, 0.899, null)], heldOut: 0.25, images: 100_000);

        Assert.True(ranked.Means[1] > ranked.Means[0]);
        Assert.True(Assert.Single(ranked.Pairs) is { Differs: true, Difference: > 0 });
        Assert.Equal([0], ranked.Best);
    }

    [Fact]
    public void PowerOf_ManyPairs_TakesMoreImagesThanOne()
    {
        var two = Rank(Right((0, Good)), Right((0, Nearly)));
        var four = Rank(Right((0, Good)), Right((0, Nearly)), Right((0, Bad)), Right((0, Bad)));

        // (2.63826 + 0.84162)² for 0.05 / 6 against (1.95996 + 0.84162)² for 0.05.
        Assert.Equal(12.1096 / 7.8489, four.PowerOf(four.Pairs[0]).ImagesFor(0.001)!.Value / (double)two.PowerOf(two.Pairs[0]).ImagesFor(0.001)!.Value, 1e-3);
    }

    private static RankedTechniques Rank(params RightImages[] right) =>
        RankedTechniques.Of([.. right.Select(one => one.BySeed.Count == 0 ? double.NaN : one.BySeed.Values.Average(RightImages.Share))], right);

    private static RightImages Right(params (long Seed, bool[] Images)[] seeds) => new(seeds.ToDictionary(seed => seed.Seed, seed => seed.Images));

    private static TechniquePair Pair(int first, int second, double difference, double probability) =>
        new(first, second, 1, 40, difference, new(difference, difference), probability, 4, 0, null);

    private static bool[] Thousand(int wrongFrom, int wrongTo) => [.. Enumerable.Range(0, 1_000).Select(image => image < wrongFrom || image >= wrongTo)];

    private static List<string> Letters(RankedTechniques ranked) => [.. Enumerable.Range(0, ranked.Means.Count).Select(ranked.Letters)];
}
