namespace ScottPlot;

/// <summary>The axes of a plottable; those not chosen become the plot's bottom and left axes.</summary>
public class Axes : IAxes
{
    public static Axes Default => new();

    public IXAxis XAxis { get; set; } = null!;

    public IYAxis YAxis { get; set; } = null!;
}
