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

    private static List<string> Letters(RankedTechniques ranked) => [.. Enumerable.Range(0, ranked.Means.Count).Select(ranked.Letters)];
}
