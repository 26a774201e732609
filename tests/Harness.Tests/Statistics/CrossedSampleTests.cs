using Harness.Statistics;

namespace Harness.Tests.Statistics;

public sealed class CrossedSampleTests
{
    [Fact]
    public void Of_SmallTable_HasTheMeanSquaresOfAnAnalysisOfVariance()
    {
        // Means of the seeds 2 and 4, of the images 2, 3 and 4, of all 3. Rests: 0, 1, −1 and 0, −1, 1.
        var sample = CrossedSample.Of([[1, 3, 2], [3, 3, 6]]);

        Assert.Equal((2, 3), (sample.Seeds, sample.Images));
        Assert.Equal(3, sample.Mean, 12);
        // Mean squares between seed means 2 / 1, between image means 2 / 2, of the rests 4 / 2.
        Assert.Equal(2.0 / 2, sample.SeedVariance, 12);
        Assert.Equal(1.0 / 3, sample.ImageVariance, 12);
        Assert.Equal(2.0 / 6, sample.ResidualVariance, 12);
        Assert.Equal(3, sample.SeedRatio, 12);
        Assert.Equal(0, sample.OtherImagesVariance, 12);
    }

    [Fact]
    public void SeedRatio_NothingVaries_IsOne() => Assert.Equal(1, CrossedSample.Of([[1, 0], [1, 0]]).SeedRatio);
}
