using SixLabors.ImageSharp.Processing.Processors.Filters;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Changing an image's brightness.</summary>
public static class BrightnessExtensions
{
    /// <param name="amount">0 is black, 1 leaves the image as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public static IImageProcessingContext Brightness(this IImageProcessingContext source, float amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        return source.Apply(new ColorMatrixOperation(ColorMatrix.Brightness(amount)));
    }
}
