namespace Harness.Synthetic.Drawing;

/// <summary>A closed outline of straight edges; <paramref name="Rounding"/> moves it outward with round corners.</summary>
internal sealed record Polygon(IReadOnlyList<Point> Corners, float Rounding = 0) : Shape
{
    public override (Point Least, Point Greatest) Bounds
    {
        get
        {
            var (least, greatest) = (Corners[0], Corners[0]);
            foreach (var corner in Corners)
            {
                least = new Point(MathF.Min(least.X, corner.X), MathF.Min(least.Y, corner.Y));
                greatest = new Point(MathF.Max(greatest.X, corner.X), MathF.Max(greatest.Y, corner.Y));
            }
            return (least - new Point(Rounding, Rounding), greatest + new Point(Rounding, Rounding));
        }
    }

    public static Polygon Rectangle(float left, float top, float right, float bottom) =>
        new([new(left, top), new(right, top), new(right, bottom), new(left, bottom)]);

    public override float Distance(Point at)
    {
        var nearest = float.MaxValue;
        var inside = false;
        for (int i = 0, before = Corners.Count - 1; i < Corners.Count; before = i++)
        {
            var (a, b) = (Corners[before], Corners[i]);
            var edge = b - a;
            var part = Math.Clamp((at - a).Dot(edge) / MathF.Max(edge.Dot(edge), 1e-9f), 0, 1);
            var gap = at - a - (edge * part);
            nearest = MathF.Min(nearest, gap.Dot(gap));
            if (a.Y > at.Y != b.Y > at.Y && at.X < a.X + (edge.X * (at.Y - a.Y) / edge.Y)) inside = !inside;
        }
        return (inside ? -MathF.Sqrt(nearest) : MathF.Sqrt(nearest)) - Rounding;
    }
}
