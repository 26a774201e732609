using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Applies every operation at once, in the order of the calls.</summary>
internal sealed class ImageProcessingContext<TPixel>(Configuration configuration, Image<TPixel> image) : IImageProcessingContext
    where TPixel : unmanaged, IPixel<TPixel>
{
    public Configuration Configuration { get; } = configuration;

    public Size GetCurrentSize() => image.Size;

    public IImageProcessingContext Apply(IOperation operation)
    {
        operation.Apply(image);
        return this;
    }
}
