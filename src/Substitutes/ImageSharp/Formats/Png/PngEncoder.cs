using SixLabors.ImageSharp.Interop;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>PNGs of 8 bits a channel through libpng.</summary>
public class PngEncoder : ImageEncoder
{
    /// <summary>By default what the pixel format suggests. Palettes and grey with alpha are not written here.</summary>
    public PngColorType? ColorType { get; init; }

    public PngCompressionLevel CompressionLevel { get; init; } = PngCompressionLevel.DefaultCompression;

    internal override void EncodeTo<TPixel>(Image<TPixel> image, Stream stream)
    {
        switch (ColorType ?? ColorTypeOf<TPixel>())
        {
            case PngColorType.Grayscale: Encode<TPixel, L8>(image, stream); break;
            case PngColorType.Rgb: Encode<TPixel, Rgb24>(image, stream); break;
            case PngColorType.RgbWithAlpha: Encode<TPixel, Rgba32>(image, stream); break;
            default: throw new NotSupportedException($"PNGs cannot be written as {ColorType} here.");
        }
    }

    private void Encode<TPixel, TStored>(Image<TPixel> image, Stream stream)
        where TPixel : unmanaged, IPixel<TPixel>
        where TStored : unmanaged, IPixel<TStored>
        => Converted<TPixel, TStored>(
            image,
            (pixels, size) => NativeCodec.EncodePng(pixels, size, TStored.Channels, (int)CompressionLevel, ExifOf(image), stream));

    private static PngColorType ColorTypeOf<TPixel>()
        where TPixel : unmanaged, IPixel<TPixel>
        => TPixel.Channels switch
        {
            1 => PngColorType.Grayscale,
            3 => PngColorType.Rgb,
            _ => PngColorType.RgbWithAlpha,
        };
}
