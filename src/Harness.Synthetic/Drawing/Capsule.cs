namespace Harness.Synthetic.Drawing;

/// <summary>A thick line with round ends, which may taper: limbs, trunks, blades of grass.</summary>
internal sealed record Capsule(Point From, Point To, float FromRadius, float ToRadius) : Shape
{
    public override (Point Least, Point Greatest) Bounds
    {
        get
        {
            var radius = MathF.Max(FromRadius, ToRadius);
            return (
                new Point(MathF.Min(From.X, To.X) - radius, MathF.Min(From.Y, To.Y) - radius),
                new Point(MathF.Max(From.X, To.X) + radius, MathF.Max(From.Y, To.Y) + radius));
        }
    }

    public override float Distance(Point at)
    {
        var axis = To - From;
        var part = Math.Clamp((at - From).Dot(axis) / MathF.Max(axis.Dot(axis), 1e-9f), 0, 1);
        return (at - From - (axis * part)).Length - (FromRadius + ((ToRadius - FromRadius) * part));
    }
}
