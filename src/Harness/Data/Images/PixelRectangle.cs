namespace Harness.Data.Images;

/// <summary>A part of an image, in pixels.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Width">The number of columns.</param>
/// <param name="Height">The number of rows.</param>
public readonly record struct PixelRectangle(int Left, int Top, int Width, int Height)
{
    /// <summary>Whether it is inside an image of some size.</summary>
    /// <param name="width">The image's width.</param>
    /// <param name="height">The image's height.</param>
    /// <returns>True if none of its pixels is outside.</returns>
    public bool IsInside(int width, int height) => Left >= 0 && Top >= 0 && Left + Width <= width && Top + Height <= height;
}
