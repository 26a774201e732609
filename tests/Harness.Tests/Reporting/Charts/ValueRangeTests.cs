using Harness.Reporting.Charts;

namespace Harness.Tests.Reporting.Charts;

public sealed class ValueRangeTests
{
    [Fact]
    public void Around_Accuracies_FitsTightly()
    {
        var range = ValueRange.Around([0.90, 0.92], highest: 1);

        Assert.InRange(range.Min, 0.89, 0.90);
        Assert.InRange(range.Max, 0.92, 0.93);
    }

    [Fact]
    public void Around_PerfectAccuracy_HardlyGoesBeyondOne() => Assert.InRange(ValueRange.Around([0.5, 1.0], highest: 1).Max, 1.001, 1.02);

    [Fact]
    public void Around_OneValue_PutsItInTheMiddle()
    {
        var range = ValueRange.Around([0.8], highest: 1);

        Assert.Equal(0.8, (range.Min + range.Max) / 2, 12);
        Assert.InRange(range.Span, 0.01, 0.02);
    }

    [Fact]
    public void Around_ValuesThatAreNoNumbers_SharedEpochsThemOver()
    {
        var range = ValueRange.Around([double.NaN, 0.2, double.PositiveInfinity, 0.4], double.PositiveInfinity);

        Assert.InRange(range.Min, 0.15, 0.2);
        Assert.InRange(range.Max, 0.4, 0.45);
    }

    // Of twenty images one is 0.05.
    [Fact]
    public void Around_ADifferenceOfOneImage_TakesATenthOfTheAxis() => Assert.InRange(ValueRange.Around([0.80, 0.85], highest: 1, step: 0.05).Span, 0.5, 0.6);

    [Fact]
    public void AroundCurves_BeginningFarOff_IsCut()
    {
        var range = ValueRange.AroundCurves([Curve(0.1, 0.3, 0.90, 0.91, 0.92, 0.93)], highest: 1);

        Assert.True(range.Min > 0.85, $"{range.Min}");
        Assert.True(range.Max > 0.93, $"{range.Max}");
    }

    [Fact]
    public void AroundCurves_ATechniqueThatStaysBehind_IsNeverCut()
    {
        var range = ValueRange.AroundCurves([Curve(0.8, 0.9, 0.91, 0.92), Curve(0.2, 0.2, 0.2, 0.2)], highest: 1);

        Assert.True(range.Min < 0.2);
    }

    private static EpochCurve Curve(params double[] values) =>
        new([.. Enumerable.Range(1, values.Length).Select(epoch => (double)epoch)], values, values, values);
}
