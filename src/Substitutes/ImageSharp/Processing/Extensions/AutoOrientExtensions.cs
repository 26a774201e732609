using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Turning an image upright.</summary>
public static class AutoOrientExtensions
{
    /// <summary>As the EXIF orientation says; without one nothing happens.</summary>
    public static IImageProcessingContext AutoOrient(this IImageProcessingContext source) => source.Apply(new AutoOrientOperation());
}
