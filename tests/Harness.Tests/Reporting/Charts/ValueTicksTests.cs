using Harness.Reporting.Charts;
using ScottPlot;

namespace Harness.Tests.Reporting.Charts;

public sealed class ValueTicksTests
{
    [Theory]
    [InlineData(0.814, 0.946, "0.82 0.84 0.86 0.88 0.90 0.92 0.94")]
    [InlineData(0.9801, 0.9899, "0.981 0.982 0.983 0.984 0.985 0.986 0.987 0.988 0.989")]
    [InlineData(-0.01, 0.52, "0.00 0.05 0.10 0.15 0.20 0.25 0.30 0.35 0.40 0.45 0.50")]
    [InlineData(0, 126, "0 20 40 60 80 100 120")]
    [InlineData(0, 100_000, "0 10000 20000 30000 40000 50000 60000 70000 80000 90000 100000")]
    public void In_AnyRange_HasRoundValuesWithEqualDecimals(double low, double high, string labels) =>
        Assert.Equal(labels.Split(' '), Ticks(low, high).Select(tick => tick.Label));

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.123, 0.124)]
    [InlineData(1e-9, 3e-9)]
    [InlineData(3, 7e6)]
    public void In_AnyRange_HasAFewTicksInside(double low, double high)
    {
        var ticks = Ticks(low, high);

        Assert.InRange(ticks.Count, 3, 11);
        Assert.All(ticks, tick => Assert.InRange(tick.Position, low - 1e-12, high + 1e-12));
    }

    // A generator gives its ticks when a plot is drawn.
    private static List<Tick> Ticks(double low, double high)
    {
        using var plot = new Plot();
        plot.Axes.SetLimitsX(low, high);
        var generator = ValueTicks.In(new CoordinateRange(low, high));
        plot.Axes.Bottom.TickGenerator = generator;
        plot.GetImageBytes(900, 600, ImageFormat.Png);
        return [.. generator.Ticks];
    }
}
