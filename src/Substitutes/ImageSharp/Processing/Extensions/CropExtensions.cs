using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Cropping.</summary>
public static class CropExtensions
{
    /// <summary>Keeps the upper left part.</summary>
    public static IImageProcessingContext Crop(this IImageProcessingContext source, int width, int height)
        => Crop(source, new Rectangle(0, 0, width, height));

    /// <exception cref="ArgumentException">The rectangle reaches beyond the image or is empty.</exception>
    public static IImageProcessingContext Crop(this IImageProcessingContext source, Rectangle cropRectangle)
    {
        var bounds = new Rectangle(default, source.GetCurrentSize());
        if (cropRectangle.Width <= 0 || cropRectangle.Height <= 0 || !bounds.Contains(cropRectangle))
            throw new ArgumentException("Crop rectangle should be smaller than the source bounds.", nameof(cropRectangle));
        return source.Apply(new CropOperation(cropRectangle));
    }
}
