using ScottPlot.TickGenerators;

namespace ScottPlot.Tests.Ticks;

public class NumericManualTests
{
    [Fact]
    public void Ticks_OutsideTheLimits_AreLeftOut()
    {
        Plot plot = new();
        NumericManual generator = new([0, 1, 9], ["a", "b", "c"]);
        generator.AddMinor(.5);
        plot.Axes.Bottom.TickGenerator = generator;
        plot.Axes.SetLimits(-1, 2, 0, 1);
        plot.GetImageBytes(300, 200, ImageFormat.Png);

        Assert.Equal(["a", "b", ""], generator.Ticks.Select(tick => tick.Label));
        Assert.False(generator.Ticks[2].IsMajor);
    }

    [Fact]
    public void Constructor_LengthsDiffer_Throws() =>
        Assert.Throws<ArgumentException>(() => new NumericManual([0, 1], ["a"]));

    [Fact]
    public void SetTicks_LengthsDiffer_Throws() =>
        Assert.Throws<ArgumentException>(() => new Plot().Axes.Left.SetTicks([0, 1], ["a"]));
}
