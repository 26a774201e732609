using Harness.Diagnostics;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Pbm;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Tiff.Constants;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Harness.Data.Images;

/// <summary>Turns the bytes of an image file into pixels: JPEG, PNG, BMP, PPM and PGM, TIFF, WebP and GIF.</summary>
public static class ImageDecoder
{
    /// <summary>The maximum number of pixels of an image: the number from which Pillow refuses one as well.</summary>
    public const long MaximumPixels = 178_956_970;

    private const string UnknownFormat = "no known format begins like this.";

    // Deflate shrinks 1,032 times at best, https://zlib.net/zlib_tech.html; GIF's and TIFF's LZW about 2,700 times.
    private const int MaximumCompression = 3000;

    // How a block of 16 × 16 pixels is predicted takes about two bits, RFC 6386. Lossless WebP has no limit: pixels of one color take no bits.
    private const int LossyWebpPixelsPerBit = 128;

    private static readonly Configuration Formats = MakeFormats();

    /// <summary>Decodes an image; gray becomes RGB and alpha is dropped, as in Pillow's <c>convert("RGB")</c>.</summary>
    /// <param name="file">The bytes of the file; the format is found from them, not from the name.</param>
    /// <returns>The image in a pooled buffer; the caller disposes it. Of several frames or pages it is the first.</returns>
    /// <exception cref="ImageContentException">The bytes are not an image, or a broken one, or one with too many pixels.</exception>
    /// <exception cref="OutOfMemoryException">There is too little memory for its pixels, which says nothing of the image.</exception>
    /// <remarks>
    /// Samples of 16 bits become their high byte. Pillow does the same to colors, but clips 16-bit gray at 255, which leaves a white picture: that is the
    /// one thing in which it is not followed.
    /// </remarks>
    public static RgbImage Decode(ReadOnlySpan<byte> file)
    {
        try
        {
            var format = Image.DetectFormat(Formats, file) ?? throw new UnknownImageFormatException(UnknownFormat);
            if (format is JpegFormat) return JpegImage.Decode(file);
            EnsureReadable(format, file);
            EnsureWhole(format, file);
            return format switch
            {
                PngFormat when PngBitDepth(file) == 16 => FromWide(file, isTiff: false),
                TiffFormat => FromWide(file, isTiff: true),
                GifFormat => FromPlain(GifTransparency.Without(file)),
                PbmFormat => NetpbmImage.TryDecode(file) ?? FromPlain(file),
                _ => FromPlain(file),
            };
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            // For damaged files ImageSharp throws nearly every kind of exception: for indices, arguments, its own limits and division.
            throw new ImageContentException("cannot be decoded: " + exception.Message, exception);
        }
    }

    /// <summary>Reads the size of an image from its header; the pixels are not looked at.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <returns>Width and height in pixels.</returns>
    /// <exception cref="ImageContentException">The bytes are not an image, or its header is broken.</exception>
    public static unsafe (int Width, int Height) Measure(ReadOnlySpan<byte> file)
    {
        try
        {
            // No bytes have no address.
            if (file.IsEmpty) throw new UnknownImageFormatException(UnknownFormat);
            fixed (byte* start = file)
            {
                using var stream = new UnmanagedMemoryStream(start, file.Length);
                var info = Image.Identify(Formats, stream) ?? throw new UnknownImageFormatException(UnknownFormat);
                return (info.Width, info.Height);
            }
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            // As with decoding.
            throw new ImageContentException("cannot be decoded: " + exception.Message, exception);
        }
    }

    /// <summary>Whether an exception says that an image cannot be decoded, and not that there is too little memory to do so.</summary>
    /// <param name="exception">What a decoder has thrown.</param>
    /// <returns>Whether it does.</returns>
    internal static bool IsDamage(Exception exception) => exception is not ImageContentException && !MemoryShortage.IsMeantBy(exception);

    /// <summary>Whether bytes begin like an image of a supported format.</summary>
    /// <param name="file">The bytes of the file, or their beginning.</param>
    /// <returns>Whether they do; the rest may be damaged.</returns>
    internal static bool Recognizes(ReadOnlySpan<byte> file)
    {
        try
        {
            return Image.DetectFormat(Formats, file) is not null;
        }
        catch (Exception exception) when (!MemoryShortage.IsMeantBy(exception))
        {
            // Too few bytes for a header.
            return false;
        }
    }

    private static Configuration MakeFormats()
    {
        var formats = new Configuration(
            new JpegConfigurationModule(), new PngConfigurationModule(), new BmpConfigurationModule(), new PbmConfigurationModule(),
            new TiffConfigurationModule(), new WebpConfigurationModule(), new GifConfigurationModule());
        formats.ImageFormatsManager.SetDecoder(GifFormat.Instance, new GifDecoder { DecodingMode = FrameDecodingMode.First });
        formats.ImageFormatsManager.SetDecoder(TiffFormat.Instance, new TiffDecoder { DecodingMode = FrameDecodingMode.First });
        return formats;
    }

    // Before anything is allocated: a header of a few bytes can claim gigabytes.
    private static unsafe void EnsureReadable(IImageFormat format, ReadOnlySpan<byte> file)
    {
        fixed (byte* start = file)
        {
            using var stream = new UnmanagedMemoryStream(start, file.Length);
            var info = Image.Identify(Formats, stream) ?? throw new UnknownImageFormatException("its header is invalid.");
            EnsureSize(info.Width, info.Height);
            if (format is not WebpFormat) EnsureHolds(info.Width, info.Height, Math.Max(1, info.PixelType.BitsPerPixel), MaximumCompression, file.Length);
            else if (file.IndexOf("VP8L"u8) < 0) EnsureHolds(info.Width, info.Height, bits: 1, LossyWebpPixelsPerBit, file.Length);
        }
    }

    // ImageSharp makes pixels up where they are missing. PNG and JPEG files are checked when a manifest is made, PPM and PGM files while they are read.
    private static void EnsureWhole(IImageFormat format, ReadOnlySpan<byte> file)
    {
        var length = format switch
        {
            BmpFormat => BmpLength.Of(file),
            GifFormat => GifLength.Of(file),
            TiffFormat => TiffLength.Of(file),
            WebpFormat => WebpLength.Of(file),
            _ => 0,
        };
        if (file.Length < length) throw new ImageContentException("is cut short: its pixels reach beyond its end");
    }

    /// <summary>Refuses sizes that no image has.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <exception cref="ImageContentException">There are no pixels, or too many.</exception>
    internal static void EnsureSize(int width, int height)
    {
        if (width < 1 || height < 1) throw new ImageContentException($"has a header that claims {width} × {height} pixels");
        if ((long)width * height > MaximumPixels)
            throw new ImageContentException($"claims {width} × {height} pixels; at most {MaximumPixels} are read");
    }

    /// <summary>Refuses sizes that a file is too small for, before minutes are spent on missing pixels.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="bits">The bits of a pixel, uncompressed.</param>
    /// <param name="compression">The best compression ratio of the format.</param>
    /// <param name="bytes">The size of the file.</param>
    /// <exception cref="ImageContentException">It is too small.</exception>
    internal static void EnsureHolds(int width, int height, int bits, int compression, int bytes)
    {
        if ((long)width * height * bits / 8 > (long)compression * bytes)
            throw new ImageContentException($"claims {width} × {height} pixels, which its {bytes} bytes cannot hold");
    }

    // Its pixels come out wrong.
    private static void EnsureNoFax(ImageFrame frame)
    {
        if (frame.Metadata.GetTiffMetadata().Compression is TiffCompression.Ccitt1D or TiffCompression.CcittGroup3Fax or TiffCompression.CcittGroup4Fax)
            throw new ImageContentException("is a TIFF with fax compression, which is not supported; save it as PNG");
    }

    private static int PngBitDepth(ReadOnlySpan<byte> file) => file.Length > 24 ? file[24] : 0;

    private static RgbImage FromPlain(ReadOnlySpan<byte> file)
    {
        using var decoded = Image.Load<Rgb24>(Formats, file);
        var image = RgbImage.Rent(decoded.Width, decoded.Height);
        decoded.CopyPixelDataTo(image.Pixels);
        return image;
    }

    // 16 bits to 8 by the high byte, as Pillow does. ImageSharp rounds.
    private static RgbImage FromWide(ReadOnlySpan<byte> file, bool isTiff)
    {
        using var decoded = Image.Load<Rgb48>(Formats, file);
        if (isTiff)
        {
            EnsureNoFax(decoded.Frames.RootFrame);
            // Pillow rotates TIFF images upright, and only these.
            decoded.Metadata.ExifProfile = decoded.Frames.RootFrame.Metadata.ExifProfile;
            decoded.Mutate(static context => context.AutoOrient());
        }
        var image = RgbImage.Rent(decoded.Width, decoded.Height);
        decoded.ProcessPixelRows(rows =>
        {
            for (var y = 0; y < rows.Height; y++)
            {
                var target = image.Row(y);
                var i = 0;
                foreach (var pixel in rows.GetRowSpan(y))
                {
                    target[i++] = (byte)(pixel.R >> 8);
                    target[i++] = (byte)(pixel.G >> 8);
                    target[i++] = (byte)(pixel.B >> 8);
                }
            }
        });
        return image;
    }
}
