using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Harness.Data.Images;

/// <summary>Turns the bytes of an image file into pixels.</summary>
public static class ImageDecoder
{
    /// <summary>Decodes an image; grey becomes RGB and alpha is dropped, as in Pillow's <c>convert("RGB")</c>.</summary>
    /// <param name="file">The bytes of the file; the format is found from them, not from the name.</param>
    /// <returns>The image in a pooled buffer; the caller disposes it.</returns>
    /// <exception cref="ImageContentException">The bytes are no image, or a broken one.</exception>
    public static RgbImage Decode(ReadOnlySpan<byte> file)
    {
        try
        {
            using var decoded = Image.Load<Rgb24>(file);
            var image = RgbImage.Rent(decoded.Width, decoded.Height);
            decoded.CopyPixelDataTo(image.Pixels);
            return image;
        }
        catch (Exception exception) when (exception is ImageFormatException or NotSupportedException or OverflowException)
        {
            throw new ImageContentException("cannot be decoded: " + exception.Message, exception);
        }
    }
}
