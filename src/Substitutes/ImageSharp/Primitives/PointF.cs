namespace SixLabors.ImageSharp;

/// <summary>A position with fractions of a pixel, or of a side where the user of it says so.</summary>
public struct PointF : IEquatable<PointF>
{
    public static readonly PointF Empty;

    public PointF(float x, float y)
    {
        X = x;
        Y = y;
    }

    public float X { get; set; }

    public float Y { get; set; }

    public readonly bool IsEmpty => Equals(Empty);

    public static bool operator ==(PointF left, PointF right) => left.Equals(right);

    public static bool operator !=(PointF left, PointF right) => !left.Equals(right);

    public readonly void Deconstruct(out float x, out float y) => (x, y) = (X, Y);

    public override readonly int GetHashCode() => HashCode.Combine(X, Y);

    public override readonly string ToString() => $"PointF [ X={X}, Y={Y} ]";

    public override readonly bool Equals(object? obj) => obj is PointF other && Equals(other);

    public readonly bool Equals(PointF other) => X.Equals(other.X) && Y.Equals(other.Y);
}
