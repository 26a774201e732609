using SixLabors.ImageSharp.Interop;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats.Png;

/// <summary>PNGs of every kind through libpng. Wrong checksums of critical chunks and missing ends are errors. Samples of 16 bits keep
/// their high byte, as Pillow's RGB conversion has it; the package rounds, so it may differ by one level.</summary>
public sealed class PngDecoder : SpecializedImageDecoder<PngDecoderOptions>
{
    private PngDecoder()
    {
    }

    public static PngDecoder Instance { get; } = new();

    internal override PngDecoderOptions WithDefaults(DecoderOptions options) => new() { GeneralOptions = options };

    internal override ImageInfo Identify(DecoderOptions options, ReadOnlySpan<byte> data)
        => Decoding.ToImageInfo(Decoding.Probe(data, PngFormat.Instance), ReadMetadata(options, data));

    /// <summary>The stored kind of pixel among those that are here: the package's 16-bit and grey-with-alpha formats become 8-bit and RGBA.</summary>
    internal override Image Decode(PngDecoderOptions options, ReadOnlySpan<byte> data)
    {
        var info = Decoding.Probe(data, PngFormat.Instance);
        if (info.HasAlpha != 0 || info.IsPalette != 0) return Decode<Rgba32>(options, data);
        return info.ColorSpace == NativeColorSpace.Gray ? Decode<L8>(options, data) : Decode<Rgb24>(options, data);
    }

    internal override Image<TPixel> Decode<TPixel>(PngDecoderOptions options, ReadOnlySpan<byte> data)
    {
        var general = options.GeneralOptions;
        var info = Decoding.Probe(data, PngFormat.Instance);
        var buffer = new PixelBuffer<TPixel>(info.Width, info.Height);
        var image = new Image<TPixel>(general.Configuration, buffer, ReadMetadata(general, data));
        try
        {
            DecodeInto(buffer, info, data);
            ScaleToTargetSize(general, image);
            return image;
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private static void DecodeInto<TPixel>(PixelBuffer<TPixel> buffer, in NativeImageInfo info, ReadOnlySpan<byte> data)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        if (TPixel.Channels >= 3 || info.ColorSpace == NativeColorSpace.Gray)
        {
            NativeCodec.DecodePng(data, TPixel.Channels, buffer.Bytes);
            return;
        }

        using var colors = new PixelBuffer<Rgb24>(buffer.Width, buffer.Height);
        NativeCodec.DecodePng(data, Rgb24.ChannelCount, colors.Bytes);
        PixelConversion.Convert<Rgb24, TPixel>(colors.Pixels, buffer.Pixels);
    }

    private static ImageMetadata ReadMetadata(DecoderOptions options, ReadOnlySpan<byte> data) => new()
    {
        DecodedImageFormat = PngFormat.Instance,
        ExifProfile = options.SkipMetadata ? null : ExifLocator.InPng(data),
    };
}
