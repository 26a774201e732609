using Harness.Statistics;

namespace Harness.Tests.Statistics;

public sealed class StatisticTests
{
    [Fact]
    public void Of_SeveralValues_DividesByOneLessThanTheirNumber()
    {
        // Deviations from the mean 5: −3, −1, −1, −1, 0, 0, 2, 4; their squares sum to 32; 32 / 7 = 4.571428…, root 2.13809.
        var statistic = Statistic.Of([2, 4, 4, 4, 5, 5, 7, 9])!;

        Assert.Equal(8, statistic.Count);
        Assert.Equal(5, statistic.Mean, 12);
        Assert.Equal(2.138089935299395, statistic.StandardDeviation!.Value, 12);
    }

    [Fact]
    public void Of_ValuesThatHardlyDiffer_KeepsTheirDeviation()
    {
        var statistic = Statistic.Of([1e6 + 0.1, 1e6 + 0.2, 1e6 + 0.3])!;

        Assert.Equal(0.1, statistic.StandardDeviation!.Value, 8);
    }

    [Fact]
    public void Of_OneValue_HasNoDeviation() => Assert.Equal(new Statistic(1, 0.5, null), Statistic.Of([0.5]));

    [Fact]
    public void Of_NoValue_IsNull() => Assert.Null(Statistic.Of([]));
}
