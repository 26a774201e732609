namespace ScottPlot;

/// <summary>What the axes show. NaN stands for no limit.</summary>
public readonly struct AxisLimits : IEquatable<AxisLimits>
{
    public AxisLimits(double left, double right, double bottom, double top)
    {
        Left = left;
        Right = right;
        Bottom = bottom;
        Top = top;
    }

    public AxisLimits(Coordinates coordinates)
        : this(coordinates.X, coordinates.X, coordinates.Y, coordinates.Y)
    {
    }

    public AxisLimits(CoordinateRect rect)
        : this(rect.Left, rect.Right, rect.Bottom, rect.Top)
    {
    }

    public AxisLimits(CoordinateRange xRange, CoordinateRange yRange)
        : this(xRange.Value1, xRange.Value2, yRange.Value1, yRange.Value2)
    {
    }

    public AxisLimits(IEnumerable<Coordinates> coordinates)
    {
        ExpandingLimits limits = new();
        foreach (Coordinates point in coordinates)
            limits.Expand(point.X, point.Y);
        this = limits.Limits;
    }

    public AxisLimits(IEnumerable<IPlottable> plottables)
    {
        ExpandingLimits limits = new();
        foreach (IPlottable plottable in plottables)
            limits.Expand(plottable.GetAxisLimits());
        this = limits.Limits;
    }

    public static AxisLimits NoLimits => new(double.NaN, double.NaN, double.NaN, double.NaN);

    public double Left { get; }

    public double Right { get; }

    public double Bottom { get; }

    public double Top { get; }

    public double HorizontalSpan => Right - Left;

    public double VerticalSpan => Top - Bottom;

    public static bool operator ==(AxisLimits a, AxisLimits b) => a.Equals(b);

    public static bool operator !=(AxisLimits a, AxisLimits b) => !a.Equals(b);

    public static AxisLimits VerticalOnly(double yMin, double yMax) => new(double.NaN, double.NaN, yMin, yMax);

    public static AxisLimits HorizontalOnly(double xMin, double xMax) => new(xMin, xMax, double.NaN, double.NaN);

    public bool Equals(AxisLimits other) =>
        Left.Equals(other.Left) && Right.Equals(other.Right) && Bottom.Equals(other.Bottom) && Top.Equals(other.Top);

    public override bool Equals(object? obj) => obj is AxisLimits other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Left, Right, Bottom, Top);

    public override string ToString() => $"AxisLimits: X=[{Left}, {Right}], Y=[{Bottom}, {Top}]";
}
