namespace Harness.Synthetic.Drawing;

/// <summary>An ellipse, turned by an angle in degrees: heads, leaves, stones.</summary>
internal sealed record Ellipse(Point Center, float AlongRadius, float AcrossRadius, float Degrees = 0) : Shape
{
    private readonly Point _along = Angle.Direction(Degrees);

    public override (Point Least, Point Greatest) Bounds
    {
        get
        {
            var radius = MathF.Max(AlongRadius, AcrossRadius);
            return (Center - new Point(radius, radius), Center + new Point(radius, radius));
        }
    }

    // Exact on the outline and nearly so beside it, where the edge of a pixel is decided.
    public override float Distance(Point at)
    {
        var along = (at - Center).Dot(_along);
        var across = (at - Center).Dot(_along.Perpendicular);
        var scaled = new Point(along / AlongRadius, across / AcrossRadius).Length;
        var slope = new Point(along / (AlongRadius * AlongRadius), across / (AcrossRadius * AcrossRadius)).Length;
        return slope < 1e-6f ? -MathF.Min(AlongRadius, AcrossRadius) : scaled * (scaled - 1) / slope;
    }
}
