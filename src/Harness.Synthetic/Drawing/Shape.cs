namespace Harness.Synthetic.Drawing;

/// <summary>Something with an outline.</summary>
internal abstract record Shape
{
    /// <summary>A rectangle that holds the shape, as its corners.</summary>
    public abstract (Point Least, Point Greatest) Bounds { get; }

    /// <summary>The distance to the outline, negative inside.</summary>
    public abstract float Distance(Point at);
}
