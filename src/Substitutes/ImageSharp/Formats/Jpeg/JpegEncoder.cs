using SixLabors.ImageSharp.Interop;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>Baseline JPEGs through libjpeg-turbo. Unlike the package, quality and colour of a decoded file are not taken over:
/// what is not set is quality 75 and 4:2:0.</summary>
public sealed class JpegEncoder : ImageEncoder
{
    private const int DefaultQuality = 75;

    private readonly int? _quality;

    /// <summary>Between 1 and 100, by default 75.</summary>
    /// <exception cref="ArgumentException">The quality is outside.</exception>
    public int? Quality
    {
        get => _quality;
        init
        {
            if (value is < 1 or > 100) throw new ArgumentException("Quality factor must be in [1..100] range.");
            _quality = value;
        }
    }

    /// <summary>All but 4:1:0, CMYK and YCCK can be written here.</summary>
    public JpegEncodingColor? ColorType { get; init; }

    internal override void EncodeTo<TPixel>(Image<TPixel> image, Stream stream)
    {
        var color = ColorType ?? JpegEncodingColor.YCbCrRatio420;
        var subsampling = Subsampling(color);
        var quality = Quality ?? DefaultQuality;
        if (color == JpegEncodingColor.Luminance)
            Converted<TPixel, L8>(image, (pixels, size) => NativeCodec.EncodeJpeg(pixels, size, 1, quality, subsampling, ExifOf(image), stream));
        else
            Converted<TPixel, Rgb24>(image, (pixels, size) => NativeCodec.EncodeJpeg(pixels, size, 3, quality, subsampling, ExifOf(image), stream));
    }

    private static int Subsampling(JpegEncodingColor color) => color switch
    {
        JpegEncodingColor.YCbCrRatio420 => 420,
        JpegEncodingColor.YCbCrRatio444 => 444,
        JpegEncodingColor.YCbCrRatio422 => 422,
        JpegEncodingColor.YCbCrRatio411 => 411,
        JpegEncodingColor.Luminance or JpegEncodingColor.Rgb => 0,
        _ => throw new NotSupportedException($"JPEGs cannot be written as {color} here."),
    };
}
