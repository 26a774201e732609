namespace Harness.Synthetic.Drawing;

/// <summary>A place or a direction in the picture, whose side is 1; y points down.</summary>
internal readonly record struct Point(float X, float Y)
{
    public float Length => MathF.Sqrt(Dot(this));

    /// <summary>A quarter turn.</summary>
    public Point Perpendicular => new(-Y, X);

    public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

    public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

    public static Point operator *(Point point, float factor) => new(point.X * factor, point.Y * factor);

    public static Point Mix(Point a, Point b, float part) => a + ((b - a) * part);

    public float Dot(Point other) => (X * other.X) + (Y * other.Y);

    public Point Normalized() => Length > 1e-6f ? this * (1 / Length) : new Point(0, 1);
}
