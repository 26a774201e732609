namespace ScottPlot;

/// <summary>A line between two points in the units of the axes.</summary>
public readonly struct CoordinateLine
{
    public readonly double X1;
    public readonly double X2;
    public readonly double Y1;
    public readonly double Y2;

    public CoordinateLine(double x1, double y1, double x2, double y2)
    {
        X1 = x1;
        Y1 = y1;
        X2 = x2;
        Y2 = y2;
    }

    public CoordinateLine(Coordinates pt1, Coordinates pt2)
        : this(pt1.X, pt1.Y, pt2.X, pt2.Y)
    {
    }

    public Coordinates Start => new(X1, Y1);

    public Coordinates End => new(X2, Y2);
}
