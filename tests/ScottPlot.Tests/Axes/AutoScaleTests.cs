namespace ScottPlot.Tests.Axes;

public class AutoScaleTests
{
    private static readonly double[] Xs = [0, 5, 10];
    private static readonly double[] Ys = [-1, 3, 1];

    [Fact]
    public void AutoScale_Default_LeavesFivePercentAndSevenAndAHalf()
    {
        Plot plot = new();
        plot.Add.Scatter(Xs, Ys);
        plot.Axes.AutoScale();

        AssertLimits(plot, -.5, 10.5, -1.3, 3.3);
    }

    [Fact]
    public void Margins_FourValues_AreFractionsOfTheData()
    {
        Plot plot = new();
        plot.Add.Scatter(Xs, Ys);
        plot.Axes.Margins(left: 0, right: .1, bottom: .25, top: .5);

        AssertLimits(plot, 0, 11, -2, 5);
    }

    [Fact]
    public void Margins_BottomOnly_KeepsTheUsualOthers()
    {
        Plot plot = new();
        plot.Add.Bars(new double[] { 1, 2 });
        plot.Axes.Margins(bottom: 0);

        AssertLimits(plot, -.49, 1.49, 0, 2.14);
    }

    [Fact]
    public void TightMargins_Called_FitsTheData()
    {
        Plot plot = new();
        plot.Add.Scatter(Xs, Ys);
        plot.Axes.TightMargins();

        AssertLimits(plot, 0, 10, -1, 3);
    }

    [Fact]
    public void AutoScale_MissingAndInfiniteValues_AreIgnored()
    {
        Plot plot = new();
        plot.Add.Scatter(new double[] { 0, 1, 2, 10 }, new double[] { double.NaN, 1, double.PositiveInfinity, 2 });
        plot.Axes.TightMargins();

        AssertLimits(plot, 0, 10, 1, 2);
    }

    [Fact]
    public void AutoScale_OnePoint_LeavesOneUnitAround()
    {
        Plot plot = new();
        plot.Add.Scatter(3.0, 4.0);
        plot.Axes.TightMargins();

        AssertLimits(plot, 2, 4, 3, 5);
    }

    [Fact]
    public void Render_NothingToShow_ShowsTenAroundZero()
    {
        Plot plot = new();
        plot.GetImageBytes(300, 200, ImageFormat.Png);

        AssertLimits(plot, -10, 10, -10, 10);
    }

    [Fact]
    public void Render_LimitsSet_KeepsThem()
    {
        Plot plot = new();
        plot.Add.Scatter(Xs, Ys);
        plot.Axes.SetLimitsY(0, 100);
        plot.GetImageBytes(300, 200, ImageFormat.Png);

        AssertLimits(plot, -.5, 10.5, 0, 100);
    }

    [Fact]
    public void AutoScale_HorizontalLine_ReachesIt()
    {
        Plot plot = new();
        plot.Add.Scatter(Xs, Ys);
        plot.Add.HorizontalLine(5);
        plot.Axes.TightMargins();

        AssertLimits(plot, 0, 10, -1, 5);
    }

    [Fact]
    public void AutoScale_HorizontalLineWithoutAutoscale_IgnoresIt()
    {
        Plot plot = new();
        plot.Add.Scatter(Xs, Ys);
        plot.Add.HorizontalLine(5).EnableAutoscale = false;
        plot.Axes.TightMargins();

        AssertLimits(plot, 0, 10, -1, 3);
    }

    [Fact]
    public void AutoScale_BarsWithErrors_IncludesThem()
    {
        Plot plot = new();
        plot.Add.Bar(1, 4, 2);
        plot.Axes.TightMargins();

        AssertLimits(plot, .6, 1.4, 0, 6);
    }

    [Fact]
    public void AutoScale_Heatmap_HasCellCentresOnWholeNumbers()
    {
        Plot plot = new();
        plot.Add.Heatmap(new double[2, 3]);
        plot.Axes.TightMargins();

        AssertLimits(plot, -.5, 2.5, -.5, 1.5);
    }

    [Fact]
    public void InvertY_Called_TurnsTheAxisAndStaysTurned()
    {
        Plot plot = new();
        plot.Add.Scatter(Xs, Ys);
        plot.Axes.TightMargins();
        plot.Axes.InvertY();
        plot.Axes.AutoScale();

        AssertLimits(plot, 0, 10, 3, -1);
    }

    [Fact]
    public void AutoScale_SecondAxis_ScalesByItself()
    {
        Plot plot = new();
        plot.Add.Scatter(Xs, Ys);
        plot.Add.Scatter(Xs, new double[] { 100, 200, 300 }).Axes.YAxis = plot.Axes.Right;
        plot.Axes.TightMargins();

        AssertLimits(plot, 0, 10, -1, 3);
        Assert.Equal((100, 300), (plot.Axes.Right.Min, plot.Axes.Right.Max));
    }

    [Fact]
    public void SquareUnits_WideFigure_ShowsMoreOfX()
    {
        Plot plot = new();
        plot.Add.Scatter(new double[] { 0, 1 }, new double[] { 0, 1 });
        plot.Axes.SquareUnits();
        plot.GetImageBytes(800, 300, ImageFormat.Png);
        AxisLimits limits = plot.Axes.GetLimits();

        Assert.InRange(limits.HorizontalSpan / limits.VerticalSpan, 2, 4);
    }

    [Fact]
    public void Link_Rendered_GivesTheOtherPlotTheLimits()
    {
        Plot source = new();
        Plot target = new();
        source.Axes.Link(target, x: true, y: false);
        source.Axes.SetLimits(1, 2, 3, 4);
        source.GetImageBytes(200, 200, ImageFormat.Png);

        Assert.Equal((1, 2), (target.Axes.Bottom.Min, target.Axes.Bottom.Max));
        Assert.NotEqual(3, target.Axes.Left.Min);
    }

    private static void AssertLimits(Plot plot, double left, double right, double bottom, double top)
    {
        AxisLimits limits = plot.Axes.GetLimits();
        Assert.Equal([left, right, bottom, top], new[] { limits.Left, limits.Right, limits.Bottom, limits.Top }.Select(x => Math.Round(x, 9)));
    }
}
