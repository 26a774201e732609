namespace SixLabors.ImageSharp.Processing;

/// <summary>Which part of an image is kept, or where it lies on a larger canvas.</summary>
public enum AnchorPositionMode
{
    Center,
    Top,
    Bottom,
    Left,
    Right,
    TopLeft,
    TopRight,
    BottomRight,
    BottomLeft,
}
