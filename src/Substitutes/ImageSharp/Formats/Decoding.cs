using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Interop;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats;

/// <summary>From encoded bytes to the decoder of their format.</summary>
internal static class Decoding
{
    /// <summary>The longest header that a detector wants: JPEG's, as in the package.</summary>
    internal const int HeaderLength = 11;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>The package's overloads on spans make a stream on a null pointer from an empty span, which gives this exception.</summary>
    internal static void RefuseEmpty(ReadOnlySpan<byte> data, string name)
    {
        if (data.IsEmpty) throw new ArgumentNullException(name, "The data are empty.");
    }

    internal static IImageFormat DetectFormat(ReadOnlySpan<byte> data)
    {
        if (data.StartsWith(PngSignature)) return PngFormat.Instance;
        if (data.Length >= HeaderLength && data[0] == 0xFF && data[1] == 0xD8) return JpegFormat.Instance;
        throw UnknownImageFormatException.NoDecoder();
    }

    internal static ImageInfo Identify(DecoderOptions options, ReadOnlySpan<byte> data) => DecoderFor(data).Identify(options, data);

    internal static Image Decode(DecoderOptions options, ReadOnlySpan<byte> data) => DecoderFor(data).Decode(options, data);

    internal static Image<TPixel> Decode<TPixel>(DecoderOptions options, ReadOnlySpan<byte> data)
        where TPixel : unmanaged, IPixel<TPixel>
        => DecoderFor(data).Decode<TPixel>(options, data);

    /// <summary>Reads the header, which must be of the given format: a decoder may be called directly.</summary>
    internal static NativeImageInfo Probe(ReadOnlySpan<byte> data, IImageFormat format)
    {
        if (data.IsEmpty || DetectFormat(data) != format) throw new InvalidImageContentException($"The data are not a {format.Name} image.");
        return NativeCodec.Probe(data);
    }

    internal static ImageInfo ToImageInfo(in NativeImageInfo info, ImageMetadata metadata)
        => new(new PixelTypeInfo(info.BitDepth * info.Components), new Size(info.Width, info.Height), metadata);

    private static ImageDecoder DecoderFor(ReadOnlySpan<byte> data)
        => DetectFormat(data) == JpegFormat.Instance ? JpegDecoder.Instance : PngDecoder.Instance;
}
