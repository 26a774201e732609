using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;

namespace Harness.Data.Images;

/// <summary>Turns the bytes of a JPEG or PNG file into pixels.</summary>
public static class ImageDecoder
{
    /// <summary>Decodes an image; grey becomes RGB and alpha is dropped, as in Pillow's <c>convert("RGB")</c>.</summary>
    /// <param name="file">The bytes of the file; the format is found from them, not from the name.</param>
    /// <param name="reduction">Gives from width and height of a JPEG by how much (1, 2, 4 or 8) it is decoded smaller, sides rounded up;
    /// null for its own size. Other formats always have their own size.</param>
    /// <returns>The image in a pooled buffer; the caller disposes it.</returns>
    /// <exception cref="ImageContentException">The bytes are no image, or a broken one.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file, Func<int, int, int>? reduction = null)
    {
        try
        {
            using var decoded = reduction is null ? SixLabors.ImageSharp.Image.Load<Rgb24>(file) : Load(file, reduction);
            var image = RgbImage.Rent(decoded.Width, decoded.Height);
            decoded.CopyPixelDataTo(image.Pixels);
            return image;
        }
        catch (Exception exception) when (exception is ImageFormatException or NotSupportedException or OverflowException)
        {
            throw new ImageContentException("cannot be decoded: " + exception.Message, exception);
        }
    }

    private static SixLabors.ImageSharp.Image<Rgb24> Load(ReadOnlySpan<byte> file, Func<int, int, int> reduction)
    {
        if (SixLabors.ImageSharp.Image.DetectFormat(file) is JpegFormat)
        {
            var size = SixLabors.ImageSharp.Image.Identify(file).Size;
            var divisor = reduction(size.Width, size.Height);
            if (divisor > 1) return LoadReduced(file, new Size(Divide(size.Width, divisor), Divide(size.Height, divisor)));
        }
        return SixLabors.ImageSharp.Image.Load<Rgb24>(file);
    }

    // The decoder takes the strongest reduction whose result is not smaller than the target; the target is that very result.
    private static unsafe SixLabors.ImageSharp.Image<Rgb24> LoadReduced(ReadOnlySpan<byte> file, Size target)
    {
        var options = new JpegDecoderOptions
        {
            GeneralOptions = new DecoderOptions { TargetSize = target },
            ResizeMode = JpegDecoderResizeMode.IdctOnly,
        };
        fixed (byte* bytes = file)
        {
            using var stream = new UnmanagedMemoryStream(bytes, file.Length);
            return JpegDecoder.Instance.Decode<Rgb24>(options, stream);
        }
    }

    /// <summary>The length of a side that is decoded smaller.</summary>
    /// <param name="length">The side, in pixels.</param>
    /// <param name="divisor">1, 2, 4 or 8.</param>
    /// <returns>In pixels; part of a pixel counts as one.</returns>
    internal static int Divide(int length, int divisor) => (length + divisor - 1) / divisor;
}
