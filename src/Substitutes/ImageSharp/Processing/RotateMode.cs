namespace SixLabors.ImageSharp.Processing;

/// <summary>Clockwise turns that move whole pixels.</summary>
public enum RotateMode
{
    None,
    Rotate90 = 90,
    Rotate180 = 180,
    Rotate270 = 270,
}
