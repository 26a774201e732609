using SixLabors.ImageSharp.Processing.Processors.Filters;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Blurring.</summary>
public static class GaussianBlurExtensions
{
    private const float DefaultSigma = 3F;

    public static IImageProcessingContext GaussianBlur(this IImageProcessingContext source) => GaussianBlur(source, DefaultSigma);

    /// <param name="sigma">The standard deviation in pixels, more than 0.</param>
    public static IImageProcessingContext GaussianBlur(this IImageProcessingContext source, float sigma)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        return source.Apply(new GaussianBlurOperation(sigma));
    }
}
