using SixLabors.ImageSharp.Processing.Processors.Filters;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Changing an image's contrast.</summary>
public static class ContrastExtensions
{
    /// <param name="amount">0 is grey, 1 leaves the image as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public static IImageProcessingContext Contrast(this IImageProcessingContext source, float amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        return source.Apply(new ColorMatrixOperation(ColorMatrix.Contrast(amount)));
    }
}
