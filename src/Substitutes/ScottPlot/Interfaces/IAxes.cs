namespace ScottPlot;

/// <summary>The two axes that a plottable belongs to.</summary>
public interface IAxes
{
    IXAxis XAxis { get; set; }

    IYAxis YAxis { get; set; }
}
