using SixLabors.ImageSharp.Processing.Processors.Filters;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Changing an image's saturation.</summary>
public static class SaturateExtensions
{
    /// <param name="amount">0 is without colour, 1 leaves the image as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public static IImageProcessingContext Saturate(this IImageProcessingContext source, float amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        return source.Apply(new ColorMatrixOperation(ColorMatrix.Saturate(amount)));
    }
}
