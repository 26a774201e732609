using Harness.Statistics;

namespace Harness.Tests.Statistics;

public sealed class WinsorizedLogarithmsTests
{
    // With two degrees of freedom the quantiles have a closed form, others / 2 · ((1 − p)^(−2 / others) − 1), whose logarithms were averaged over 400,000 p.
    [Theory]
    [InlineData(1, 0.544427, 3.985022)]
    [InlineData(8, -0.442819, 1.385151)]
    [InlineData(10000, -0.558872, 1.191819)]
    public void OfRatios_TwoDegreesOfFreedom_AreTheMomentsOfTheQuantiles(double others, double mean, double variance)
    {
        var moments = WinsorizedLogarithms.OfRatios(2, others);

        Assert.Equal(mean, moments.Mean, 1e-5);
        Assert.Equal(variance, moments.Variance, 1e-5);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 0.5)]
    [InlineData(4, 40)]
    [InlineData(9, 500)]
    public void DegreesFor_TheVarianceOfDegrees_AreThese(double own, double others) =>
        Assert.Equal(1, WinsorizedLogarithms.DegreesFor(own, WinsorizedLogarithms.OfRatios(own, others).Variance) / others, 1e-4);

    [Fact]
    public void DegreesFor_MoreOrLessThanAnyRatioVaries_AreTheEnds() =>
        Assert.Equal((1e4, 0.1), (WinsorizedLogarithms.DegreesFor(2, 0), WinsorizedLogarithms.DegreesFor(2, 1e6)));

    [Fact]
    public void Of_ValuesBeyondTheEdges_CountAsTheEdges()
    {
        var values = Enumerable.Range(0, 41).Select(value => (double)value).ToList();

        // The edges are 2 and 36: 0 and 1 count as 2, 37 to 40 as 36.
        Assert.Equal(((41 * 20) + 3 - 10) / 41.0, WinsorizedLogarithms.Of(values).Mean, 12);
        values[40] = 1e9;
        Assert.Equal(((41 * 20) + 3 - 10) / 41.0, WinsorizedLogarithms.Of(values).Mean, 12);
    }
}
