using SixLabors.ImageSharp.Interop;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>JPEGs through libjpeg-turbo. What is damaged or missing inside the scan comes out grey or distorted, without an exception.</summary>
public sealed class JpegDecoder : SpecializedImageDecoder<JpegDecoderOptions>
{
    private JpegDecoder()
    {
    }

    public static JpegDecoder Instance { get; } = new();

    internal override JpegDecoderOptions WithDefaults(DecoderOptions options) => new() { GeneralOptions = options };

    internal override ImageInfo Identify(DecoderOptions options, ReadOnlySpan<byte> data)
        => Decoding.ToImageInfo(Decoding.Probe(data, JpegFormat.Instance), ReadMetadata(options, data));

    /// <summary>Always RGB, as in the package, even for grey files.</summary>
    internal override Image Decode(JpegDecoderOptions options, ReadOnlySpan<byte> data) => Decode<Rgb24>(options, data);

    internal override Image<TPixel> Decode<TPixel>(JpegDecoderOptions options, ReadOnlySpan<byte> data)
    {
        var general = options.GeneralOptions;
        var info = Decoding.Probe(data, JpegFormat.Instance);
        var target = options.ResizeMode == JpegDecoderResizeMode.ScaleOnly ? null : general.TargetSize;
        var denominator = Denominator(info, target);
        var buffer = new PixelBuffer<TPixel>(Divide(info.Width, denominator), Divide(info.Height, denominator));
        var image = new Image<TPixel>(general.Configuration, buffer, ReadMetadata(general, data));
        try
        {
            DecodeInto(buffer, info, denominator, data);
            if (options.ResizeMode != JpegDecoderResizeMode.IdctOnly) ScaleToTargetSize(general, image);
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private static void DecodeInto<TPixel>(PixelBuffer<TPixel> buffer, in NativeImageInfo info, int denominator, ReadOnlySpan<byte> data)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        if (typeof(TPixel) == typeof(Rgb24) || (typeof(TPixel) == typeof(L8) && info.ColorSpace == NativeColorSpace.Gray))
        {
            NativeCodec.DecodeJpeg(data, TPixel.Channels, denominator, buffer.Bytes);
            return;
        }

        using var colors = new PixelBuffer<Rgb24>(buffer.Width, buffer.Height);
        NativeCodec.DecodeJpeg(data, Rgb24.ChannelCount, denominator, colors.Bytes);
        PixelConversion.Convert<Rgb24, TPixel>(colors.Pixels, buffer.Pixels);
    }

    /// <summary>The strongest reduction that leaves both sides at least as long as the target's.</summary>
    private static int Denominator(in NativeImageInfo info, Size? target)
    {
        if (target is not { } size) return 1;
        for (var denominator = 8; denominator > 1; denominator /= 2)
        {
            if (Divide(info.Width, denominator) >= size.Width && Divide(info.Height, denominator) >= size.Height) return denominator;
        }

        return 1;
    }

    private static int Divide(int length, int denominator) => (length + denominator - 1) / denominator;

    private static ImageMetadata ReadMetadata(DecoderOptions options, ReadOnlySpan<byte> data) => new()
    {
        DecodedImageFormat = JpegFormat.Instance,
        ExifProfile = options.SkipMetadata ? null : ExifLocator.InJpeg(data),
    };
}
