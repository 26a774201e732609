using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Processing.Processors.Filters;

/// <summary>Maps every pixel by a matrix; what leaves the range is clamped.</summary>
internal sealed record ColorMatrixOperation(ColorMatrix Matrix) : IOperation
{
    public void Apply<TPixel>(Image<TPixel> image)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        foreach (ref var pixel in image.Buffer.Pixels) pixel.FromScaledVector4(Matrix.Apply(pixel.ToScaledVector4()));
    }
}
