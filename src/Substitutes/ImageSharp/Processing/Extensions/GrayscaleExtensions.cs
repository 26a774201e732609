using SixLabors.ImageSharp.Processing.Processors.Filters;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Taking the colour out.</summary>
public static class GrayscaleExtensions
{
    public static IImageProcessingContext Grayscale(this IImageProcessingContext source) => Grayscale(source, GrayscaleMode.Bt709);

    public static IImageProcessingContext Grayscale(this IImageProcessingContext source, GrayscaleMode mode)
        => source.Apply(new ColorMatrixOperation(ColorMatrix.Grayscale(mode)));
}
