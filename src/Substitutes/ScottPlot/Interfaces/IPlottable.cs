namespace ScottPlot;

/// <summary>Something drawn in the data area.</summary>
public interface IPlottable
{
    bool IsVisible { get; set; }

    IAxes Axes { get; set; }

    IEnumerable<LegendItem> LegendItems { get; }

    /// <summary>What the data covers; NaN where it does not matter.</summary>
    AxisLimits GetAxisLimits();

    internal void Render(RenderPack pack);
}
