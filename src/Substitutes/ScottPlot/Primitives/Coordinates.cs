namespace ScottPlot;

/// <summary>A point in the units of the axes.</summary>
public struct Coordinates(double x, double y) : IEquatable<Coordinates>
{
    public double X { get; set; } = x;

    public double Y { get; set; } = y;

    public static bool operator ==(Coordinates a, Coordinates b) => a.Equals(b);

    public static bool operator !=(Coordinates a, Coordinates b) => !a.Equals(b);

    public readonly bool Equals(Coordinates other) => X.Equals(other.X) && Y.Equals(other.Y);

    public override readonly bool Equals(object? obj) => obj is Coordinates other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(X, Y);

    public override readonly string ToString() => $"Coordinates {{ X = {X}, Y = {Y} }}";
}
