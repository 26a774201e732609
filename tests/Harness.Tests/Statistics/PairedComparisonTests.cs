using Harness.Statistics;
using Harness.TestSupport;

namespace Harness.Tests.Statistics;

public sealed class PairedComparisonTests
{
    private const int Comparisons = 200;

    [Fact]
    public void Of_OneSeed_IsMcNemarsTest()
    {
        var pair = Assert.Single(PairedComparison.Of([Right(0, [true, true, true, true, false]), Right(0, [false, false, false, true, true])]).Pairs);

        Assert.Equal(new McNemarTest(3, 1, 5).PValue, pair.PValue);
        Assert.Equal((3, 1, 1), (pair.OnlyFirst, pair.OnlySecond, pair.Seeds));
        Assert.Null(pair.Sample);
    }

    [Fact]
    public void Of_NoCommonSeedOrNothingKnown_IsNoPair()
    {
        Assert.Empty(PairedComparison.Of([Right(0, [true]), Right(1, [true])]).Pairs);
        Assert.Empty(PairedComparison.Of([Right(0, [true]), new(new Dictionary<long, bool[]>())]).Pairs);
    }

    [Fact]
    public void Of_TheSameNetworks_DoNotDiffer()
    {
        var right = new RightImages(new Dictionary<long, bool[]> { [0] = [true, false, true], [1] = [true, false, true] });

        var pair = Assert.Single(PairedComparison.Of([right, right]).Pairs);

        Assert.Equal((0, 1), (pair.Difference, pair.PValue));
    }

    // The t test has no variance to go by; McNemar's test of two images finds nothing, that of a hundred a difference.
    [Theory]
    [InlineData(2, false)]
    [InlineData(100, true)]
    public void Of_AllImagesAlikeUnderAllSeeds_IsMcNemarsTestOfThem(int images, bool differs)
    {
        bool[] right = [.. Enumerable.Repeat(true, images)], wrong = new bool[images];

        var pair = Assert.Single(PairedComparison.Of([Right(right, right), Right(wrong, wrong)]).Pairs);

        var test = new McNemarTest(images, 0, images);
        Assert.Equal((1, test.PValue, test.Interval, differs), (pair.Difference, pair.PValue, pair.Interval, pair.Differs));
    }

    // Of one seed out of two nobody can say what others give, however many images there are.
    [Fact]
    public void Of_ASeedThatChangesAllImagesAlike_CountsAsOne()
    {
        bool[] right = [.. Enumerable.Repeat(true, 1000)], wrong = new bool[1000];

        var pair = Assert.Single(PairedComparison.Of([Right(right, right), Right(wrong, right)]).Pairs);

        // t is 0.5 / 0.5 with one degree of freedom.
        Assert.Equal((0.5, 0.5), (pair.Difference, Math.Round(pair.PValue, 9)));
    }

    [Fact]
    public void Of_TwoSeedsOfThree_ComparesThoseThatBothHave()
    {
        var both = new Dictionary<long, bool[]> { [0] = [true, false, true], [2] = [true, true, true] };
        var three = new Dictionary<long, bool[]> { [0] = [false, false, true], [1] = [true, false, true], [2] = [false, true, false] };

        var pair = Assert.Single(PairedComparison.Of([new(both), new(three)]).Pairs);

        Assert.Equal(2, pair.Seeds);
        Assert.Equal(0.5, pair.Difference, 12);
        Assert.Equal((1.5, 0), (pair.OnlyFirst, pair.OnlySecond));
    }

    // At most five in a hundred have a winner; that of 200 more than 19 are found by chance has a probability of one in a hundred, and the draws are always the same.
    [Theory]
    [InlineData(8, 3, 0)]
    [InlineData(8, 3, 0.1)]
    [InlineData(8, 3, 0.4)]
    [InlineData(2, 3, 0.3)]
    [InlineData(3, 5, 0.1)]
    [InlineData(5, 2, 0.3)]
    public void Of_EqualTechniques_HardlyEverDiffer(int techniques, int seeds, double seedSpread)
    {
        var simulated = new SimulatedTechniques(seeds, 300, seedSpread);

        var wrong = Enumerable.Range(0, Comparisons).Count(draw => PairedComparison.Of(simulated.Draw(new double[techniques], draw)).Pairs.Any(pair => pair.Differs));

        Assert.InRange(wrong, 0, 19);
    }

    // Where one technique varies still more than here, up to 9 of 100 have a winner: three seeds may by chance not show how much it varies.
    [Theory]
    [InlineData(8, 3, 0.1, 0.4)]
    [InlineData(8, 5, 0.1, 0.6)]
    [InlineData(5, 3, 0.1, 0.4)]
    public void Of_EqualTechniquesOneOfWhichVariesMore_HardlyEverDiffer(int techniques, int seeds, double seedSpread, double firstSpread)
    {
        var simulated = new SimulatedTechniques(seeds, 300, seedSpread) { FirstSeedSpread = firstSpread };

        var wrong = Enumerable.Range(0, Comparisons).Count(draw => PairedComparison.Of(simulated.Draw(new double[techniques], draw)).Pairs.Any(pair => pair.Differs));

        Assert.InRange(wrong, 0, 19);
    }

    // Where seeds change all images alike, other pairs say nothing about them: with their degrees of freedom, three seeds would prove anything.
    [Fact]
    public void WeightFor_SeedsThatChangeAllImagesAlike_IsNone()
    {
        var prior = new SeedRatioPrior(2, 8);

        Assert.Equal(0, prior.WeightFor(new CrossedSample(3, 100, 0.1, SeedVariance: 0.01, ImageVariance: 0, ResidualVariance: 0)));
        Assert.Equal(8, prior.WeightFor(new CrossedSample(3, 100, 0.1, SeedVariance: 0.01, ImageVariance: 0.01, ResidualVariance: 0.01)));
    }

    // Of 60 images and two seeds, many pairs have the same difference under both.
    [Fact]
    public void Of_PairsThatAreTheSameUnderAllSeedsByChance_DoNotKeepTheOthersFromSteadying()
    {
        var simulated = new SimulatedTechniques(2, 60, 0);

        var weights = Enumerable.Range(0, 50).Select(draw => PairedComparison.Of(simulated.Draw(new double[8], draw)).Prior.Weight).Order().ToList();

        Assert.InRange(weights[10], 3, 6);
    }

    [Fact]
    public void Of_TechniquesThatDoNotDependOnSeeds_AreNoWitnesses()
    {
        var draw = new SimulatedTechniques(3, 300, 0.3).Draw(new double[6], 0);
        RightImages Fixed(RightImages right) => new(right.BySeed.ToDictionary(seed => seed.Key, _ => right.BySeed[0]));

        Assert.Equal(0, PairedComparison.Of([draw[0], .. draw.Skip(1).Select(Fixed)]).Prior.Weight);
        Assert.True(draw[0].DependsOnSeeds);
        Assert.False(Fixed(draw[0]).DependsOnSeeds);
    }

    [Fact]
    public void Of_ATechniqueThatIsMuchBetter_IsMostlyFound()
    {
        var simulated = new SimulatedTechniques(3, 1000, 0.1);

        var found = Enumerable.Range(0, 50).Count(draw => PairedComparison.Of(simulated.Draw([0, 0, 0, 1], draw)).Pairs.Where(pair => pair.Second == 3).All(pair => pair.Differs));

        Assert.InRange(found, 45, 50);
    }

    private static RightImages Right(params bool[][] bySeed) => new(bySeed.Index().ToDictionary(seed => (long)seed.Index, seed => seed.Item));

    private static RightImages Right(long seed, bool[] images) => new(new Dictionary<long, bool[]> { [seed] = images });
}
