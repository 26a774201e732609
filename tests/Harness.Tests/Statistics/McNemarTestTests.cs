using Harness.Statistics;

namespace Harness.Tests.Statistics;

public sealed class McNemarTestTests
{
    [Theory]
    // 2 · (1 + 6) / 2⁶
    [InlineData(1, 5, 0.21875)]
    [InlineData(5, 1, 0.21875)]
    // 2 / 2¹⁰
    [InlineData(0, 10, 0.001953125)]
    [InlineData(4, 4, 1)]
    [InlineData(0, 0, 1)]
    public void PValue_IsThatOfTheBinomialDistribution(int onlyFirst, int onlySecond, double expected) =>
        Assert.Equal(expected, new McNemarTest(onlyFirst, onlySecond, 100).PValue, 12);

    [Fact]
    public void Of_Images_CountsThoseOnWhichTheyDiffer()
    {
        var test = McNemarTest.Of([true, true, false, false, true], [true, false, true, false, false]);

        Assert.Equal(new McNemarTest(2, 1, 5), test);
        Assert.Equal(0.2, test.Difference, 12);
    }

    [Fact]
    public void Interval_GrowsSmallerWithMoreImagesAndHoldsTheDifference()
    {
        var (few, many) = (new McNemarTest(6, 2, 100).Interval, new McNemarTest(60, 20, 1000).Interval);

        Assert.True(few.Contains(0.04) && many.Contains(0.04));
        Assert.InRange(few.HalfWidth / many.HalfWidth, 2.8, 3.6);
        Assert.True(new McNemarTest(0, 0, 10).Interval is { Low: < 0, High: > 0 });
    }
}
