using System.Buffers;
using System.Runtime.Intrinsics;
using SkiaSharp;

namespace Harness.Data.Images;

/// <summary>Decodes JPEG files with SkiaSharp, whose decoder is libjpeg-turbo: exactly the pixels of Pillow and torchvision.</summary>
/// <remarks>
/// ImageSharp repeats the colors of subsampled files, which nearly all photographs are, while libjpeg-turbo interpolates: on photographs that is up to 40
/// levels of 255, and 2 in the mean.
/// </remarks>
internal static class JpegImage
{
    private const int BytesPerPixel = 4;

    // A block of 8 × 8 pixels takes at least a bit.
    private const int PixelsPerBit = 64;

    /// <summary>Decodes a file; color profiles and an EXIF orientation are not applied.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <returns>The image in a pooled buffer; the caller disposes it.</returns>
    /// <exception cref="ImageContentException">The bytes are no JPEG, or a broken one, or one with too many pixels.</exception>
    public static unsafe RgbImage Decode(ReadOnlySpan<byte> file)
    {
        fixed (byte* start = file)
        {
            using var data = SKData.Create((nint)start, file.Length);
            using var codec = SKCodec.Create(data) ?? throw new ImageContentException("cannot be decoded: its header is damaged");
            var (width, height) = (codec.Info.Width, codec.Info.Height);
            ImageDecoder.EnsureSize(width, height);
            ImageDecoder.EnsureHolds(width, height, bits: 1, PixelsPerBit, file.Length);
            var pixels = ArrayPool<byte>.Shared.Rent(width * height * BytesPerPixel);
            try
            {
                Decode(codec, width, height, pixels);
                var image = RgbImage.Rent(width, height);
                Pack(pixels, width * height, image.Buffer);
                return image;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(pixels);
            }
        }
    }

    private static unsafe void Decode(SKCodec codec, int width, int height, byte[] pixels)
    {
        fixed (byte* target = pixels)
        {
            // Without a color space nothing is converted.
            var result = codec.GetPixels(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque, null), (nint)target);
            if (result == SKCodecResult.IncompleteInput) throw new ImageContentException("cannot be decoded: it ends before the last row of pixels");
            if (result != SKCodecResult.Success) throw new ImageContentException($"cannot be decoded: its pixels are damaged ({result})");
        }
    }

    // Four pixels at a time; the excess is overwritten by the next four, or is in the slack after the image.
    private static void Pack(byte[] pixels, int count, byte[] target)
    {
        var order = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 3, 7, 11, 15);
        var pixel = 0;
        for (; pixel + 4 <= count; pixel += 4)
            Vector128.Shuffle(Vector128.Create<byte>(pixels.AsSpan(pixel * BytesPerPixel, 16)), order).CopyTo(target.AsSpan(pixel * 3, 16));
        for (; pixel < count; pixel++)
            pixels.AsSpan(pixel * BytesPerPixel, 3).CopyTo(target.AsSpan(pixel * 3));
    }
}
