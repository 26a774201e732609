using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>Cuts out a rectangle that lies inside the image.</summary>
internal sealed record CropOperation(Rectangle Rectangle) : IOperation
{
    public void Apply<TPixel>(Image<TPixel> image)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        if (Rectangle == image.Bounds) return;
        var source = image.Buffer;
        var target = new PixelBuffer<TPixel>(Rectangle.Width, Rectangle.Height);
        for (var y = 0; y < Rectangle.Height; y++) source.Row(Rectangle.Y + y).Slice(Rectangle.X, Rectangle.Width).CopyTo(target.Row(y));
        image.Replace(target);
    }
}
