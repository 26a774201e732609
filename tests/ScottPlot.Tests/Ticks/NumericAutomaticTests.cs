using FsCheck;
using FsCheck.Fluent;
using ScottPlot.TickGenerators;

namespace ScottPlot.Tests.Ticks;

public class NumericAutomaticTests
{
    [Fact]
    public void Ticks_AnyRange_AreFewEvenDistinctAndInside()
    {
        Gen<(double Low, double Span)> ranges =
            from exponent in Gen.Choose(-60, 60)
            from mantissa in Gen.Choose(100, 999)
            from offset in Gen.Choose(-3000, 3000)
            let span = mantissa / 100.0 * Math.Pow(10, exponent / 5.0)
            select (span * offset / 1000, span);

        Prop.ForAll(Arb.From(ranges), range => AssertGoodTicks(range.Low, range.Low + range.Span))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Theory]
    [InlineData(0, 1, "0.0", "0.1")]
    [InlineData(0, 100, "0", "10")]
    [InlineData(0.975, 0.9937, "0.976", "0.978")]
    [InlineData(0, 4e6, "0", "500,000")]
    [InlineData(0, 8e-9, "0", "1E-9")]
    [InlineData(0, 5e9, "0", "5.0E+8")]
    public void Labels_RoundSpacings_HaveEqualDecimals(double low, double high, string first, string second)
    {
        Tick[] ticks = MajorTicks(low, high, Edge.Left);

        Assert.Equal([first, second], ticks[..2].Select(tick => tick.Label));
    }

    [Fact]
    public void Ticks_AxisInverted_AreThoseOfTheUprightAxis()
    {
        Assert.Equal(
            MajorTicks(0, 1, Edge.Left).Select(tick => tick.Label),
            MajorTicks(1, 0, Edge.Left).Select(tick => tick.Label));
    }

    [Fact]
    public void IntegerTicksOnly_FewEpochs_SkipsFractions()
    {
        Plot plot = PlotWithLimits(0.8, 4.2);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        plot.GetImageBytes(600, 400, ImageFormat.Png);

        Assert.Equal([1, 2, 3, 4], Major(plot.Axes.Bottom).Select(tick => tick.Position));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(30)]
    public void TargetTickCount_Set_IsNotExceeded(int target)
    {
        Plot plot = PlotWithLimits(0, 10);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TargetTickCount = target };
        plot.GetImageBytes(800, 400, ImageFormat.Png);

        Assert.InRange(Major(plot.Axes.Bottom).Length, target / 3, target);
    }

    [Fact]
    public void TickDensity_Half_GivesFewerTicks()
    {
        Plot plot = PlotWithLimits(0, 10);
        plot.GetImageBytes(800, 400, ImageFormat.Png);
        int usual = Major(plot.Axes.Bottom).Length;
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { TickDensity = .4 };
        plot.GetImageBytes(800, 400, ImageFormat.Png);

        Assert.True(Major(plot.Axes.Bottom).Length < usual);
    }

    [Fact]
    public void LabelFormatter_Set_WritesTheLabels()
    {
        Plot plot = PlotWithLimits(0, 1);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { LabelFormatter = value => $"{100 * value:0} %" };
        plot.GetImageBytes(600, 400, ImageFormat.Png);

        Assert.Equal("0 %", Major(plot.Axes.Bottom)[0].Label);
        Assert.Equal("100 %", Major(plot.Axes.Bottom)[^1].Label);
    }

    [Fact]
    public void MinorTicks_Default_DivideTheMajorOnesByFive()
    {
        Plot plot = PlotWithLimits(0, 10);
        plot.GetImageBytes(600, 400, ImageFormat.Png);
        Tick[] ticks = plot.Axes.Bottom.TickGenerator.Ticks;
        double spacing = Major(plot.Axes.Bottom)[1].Position - Major(plot.Axes.Bottom)[0].Position;

        Assert.Contains(ticks, tick => !tick.IsMajor && Math.Abs(tick.Position - spacing / 5) < 1e-9);
        Assert.All(ticks.Where(tick => !tick.IsMajor), tick => Assert.Empty(tick.Label));
    }

    private static void AssertGoodTicks(double low, double high)
    {
        Plot plot = RenderWithLimits(low, high);
        foreach (IAxis axis in new IAxis[] { plot.Axes.Left, plot.Axes.Bottom })
        {
            Tick[] ticks = Major(axis);
            double[] positions = [.. ticks.Select(tick => tick.Position)];
            double[] gaps = [.. positions.Skip(1).Zip(positions, (next, previous) => next - previous)];

            Assert.InRange(ticks.Length, 3, 12);
            Assert.All(positions, position => Assert.InRange(position, low, high));
            Assert.All(gaps, gap => Assert.InRange(gap / gaps[0], 1 - 1e-6, 1 + 1e-6));
            Assert.Equal(ticks.Length, ticks.Select(tick => tick.Label).Distinct().Count());
        }
    }

    private static Tick[] MajorTicks(double low, double high, Edge edge)
    {
        Plot plot = RenderWithLimits(low, high);
        return Major(edge == Edge.Left ? plot.Axes.Left : plot.Axes.Bottom);
    }

    private static Plot RenderWithLimits(double low, double high)
    {
        Plot plot = new();
        plot.Axes.SetLimits(low, high, low, high);
        plot.GetSvgXml(600, 400);
        return plot;
    }

    private static Plot PlotWithLimits(double left, double right)
    {
        Plot plot = new();
        plot.Axes.SetLimits(left, right, 0, 1);
        return plot;
    }

    private static Tick[] Major(IAxis axis) => [.. axis.TickGenerator.Ticks.Where(tick => tick.IsMajor)];
}
