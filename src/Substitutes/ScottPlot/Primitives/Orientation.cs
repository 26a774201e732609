namespace ScottPlot;

/// <summary>Along which axis something extends.</summary>
public enum Orientation
{
    Horizontal,
    Vertical,
}
