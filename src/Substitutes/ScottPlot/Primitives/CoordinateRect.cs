namespace ScottPlot;

/// <summary>A rectangle in the units of the axes; it may be inverted.</summary>
public struct CoordinateRect(double left, double right, double bottom, double top)
{
    public double Left { get; set; } = left;

    public double Right { get; set; } = right;

    public double Bottom { get; set; } = bottom;

    public double Top { get; set; } = top;

    public readonly double Width => Right - Left;

    public readonly double Height => Top - Bottom;
}
