using Harness.Statistics;

namespace Harness.Tests.Statistics;

public sealed class PowerEstimateTests
{
    // (1.95996 + 0.84162)² = 7.8489
    private const double Reach = 7.8489;

    [Fact]
    public void ImagesFor_OneSeed_IsTheFormulaForPairedProportions()
    {
        // 80 of 1,000 images differ, 50 one way and 30 the other.
        var estimate = PowerEstimate.Of(new McNemarTest(50, 30, 1000), pairs: 1);

        Assert.Equal(Math.Ceiling(Reach * (0.08 - 0.0004) / 0.0001), estimate.ImagesFor(0.01)!.Value, 1.0);
    }

    // The variance of two images that turned out alike is 0; that of the next is not.
    [Theory]
    [InlineData(2, 0)]
    [InlineData(0, 0)]
    public void ImagesFor_ImagesThatAllTurnedOutAlike_IsNotOne(int onlyFirst, int onlySecond) =>
        Assert.InRange(PowerEstimate.Of(new McNemarTest(onlyFirst, onlySecond, 2), pairs: 1).ImagesFor(0.01)!.Value, 1000, 100_000);

    [Fact]
    public void For_SeedsAndImages_SolveForOneOfThem()
    {
        var estimate = new PowerEstimate(Seeds: 3, Images: 1000, OfSeed: 1e-5, OfImage: 0.01, OfBoth: 0.03, OtherDegrees: double.PositiveInfinity, Pairs: 1);

        Assert.Equal(Math.Ceiling(0.02 / ((1e-4 / Reach) - (1e-5 / 3))), estimate.ImagesFor(0.01)!.Value, 1.0);
        Assert.Equal((int)Math.Ceiling(4e-5 / ((1e-4 / Reach) - 1e-5)), estimate.SeedsFor(0.01));
    }

    [Fact]
    public void ImagesFor_FewSeeds_TakesWhatTheTDistributionTakes()
    {
        var estimate = new PowerEstimate(Seeds: 3, Images: 1000, 0, OfImage: 0.01, OfBoth: 0, OtherDegrees: 0, Pairs: 1);

        // Quantiles of the t distribution with two degrees of freedom: 4.30265 and 1.06066.
        Assert.Equal(Math.Ceiling(0.01 * 5.36331 * 5.36331 / 1e-4), estimate.ImagesFor(0.01)!.Value, 1.0);
    }

    [Fact]
    public void ImagesFor_SeveralPairs_TakesWhatTheFirstStepOfTheCorrectionTakes()
    {
        // (3.12373 + 0.84162)² = 15.7240, of the level 0.05 / 28.
        Assert.Equal(Math.Ceiling(15.7240 * (0.08 - 0.0004) / 0.0001), PowerEstimate.Of(new McNemarTest(50, 30, 1000), pairs: 28).ImagesFor(0.01)!.Value, 1.0);
    }

    [Fact]
    public void For_WhatTheOtherAloneHides_IsNoNumber()
    {
        Assert.Null(new PowerEstimate(2, 1000, OfSeed: 1e-3, 0, 0, 10, 1).ImagesFor(0.01));
        Assert.Null(new PowerEstimate(2, 100, 0, OfImage: 0.01, 0, 10, 1).SeedsFor(0.01));
    }

    [Fact]
    public void BothFor_WhatNeitherAloneShows_GrowsBothInProportion()
    {
        var estimate = new PowerEstimate(Seeds: 3, Images: 300, OfSeed: 1e-4, OfImage: 0.01, OfBoth: 0.03, OtherDegrees: double.PositiveInfinity, Pairs: 1);

        // The variance of the mean with k times as many of both: 1e-4 / 3k + 0.01 / 300k + 0.03 / 900k².
        var (seeds, images) = estimate.BothFor(0.01)!.Value;

        Assert.Null(estimate.ImagesFor(0.01));
        Assert.Null(estimate.SeedsFor(0.01));
        Assert.Equal(seeds * 100, images);
        Assert.InRange((1e-4 / seeds) + (0.01 / images) + (0.03 / (seeds * images)), 0, 1e-4 / Reach);
        Assert.True((1e-4 / (seeds - 1)) + (0.01 / (images - 100)) + (0.03 / ((seeds - 1) * (images - 100))) > 1e-4 / Reach);
        Assert.Null((estimate with { OfSeed = 1 }).BothFor(0.01));
    }
}
