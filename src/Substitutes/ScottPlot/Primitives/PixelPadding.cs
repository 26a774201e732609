namespace ScottPlot;

/// <summary>Space around something, in pixels.</summary>
public struct PixelPadding
{
    public float Left;
    public float Right;
    public float Bottom;
    public float Top;

    public PixelPadding(float padding)
        : this(padding, padding)
    {
    }

    public PixelPadding(float x, float y)
        : this(x, x, y, y)
    {
    }

    public PixelPadding(float left, float right, float bottom, float top)
    {
        Left = left;
        Right = right;
        Bottom = bottom;
        Top = top;
    }

    public readonly float Horizontal => Left + Right;

    public readonly float Vertical => Top + Bottom;
}
