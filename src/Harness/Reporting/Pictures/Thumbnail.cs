using Harness.Data.Images;
using SkiaSharp;

namespace Harness.Reporting.Pictures;

/// <summary>A small copy of a photograph.</summary>
internal static class Thumbnail
{
    /// <summary>Reads a file and makes it small.</summary>
    /// <param name="file">The file.</param>
    /// <param name="side">The longer side of the copy, in pixels.</param>
    /// <param name="transform">What happens to the image before; null for nothing.</param>
    /// <returns>The copy; the caller disposes it. Null where the file can no longer be read, or there is too little memory for its pixels: a report must not fail because of it.</returns>
    public static SKImage? Of(string file, int side, Func<RgbImage, RgbImage>? transform = null)
    {
        try
        {
            using var bytes = FileBytes.Read(file);
            if (transform is null && OfJpeg(bytes.Span, side) is { } quick) return quick;
            using var image = ImageDecoder.Decode(bytes.Span);
            if (transform is null) return Resize(image, side);
            using var transformed = transform(image);
            return Resize(transformed, side);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ImageContentException or OutOfMemoryException)
        {
            return null;
        }
    }

    // A photograph is decoded at a fraction of its size, which takes a fraction of the time: a page shows hundreds. Null for what is no JPEG, or one that
    // Skia does not read.
    private static SKImage? OfJpeg(ReadOnlySpan<byte> file, int side)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec?.EncodedFormat != SKEncodedImageFormat.Jpeg) return null;
        ImageDecoder.EnsureSize(codec.Info.Width, codec.Info.Height);
        var larger = codec.GetScaledDimensions(Math.Min(1, 2f * side / Math.Max(codec.Info.Width, codec.Info.Height)));
        using var pixels = new SKBitmap(new SKImageInfo(larger.Width, larger.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        return codec.GetPixels(pixels.Info, pixels.GetPixels()) == SKCodecResult.Success ? Resize(pixels, side) : null;
    }

    private static SKImage Resize(RgbImage image, int side)
    {
        using var pixels = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Copy(image, pixels.GetPixelSpan());
        return Resize(pixels, side);
    }

    private static SKImage Resize(SKBitmap pixels, int side)
    {
        var scale = (double)side / Math.Max(pixels.Width, pixels.Height);
        var (width, height) = (Math.Max(1, (int)Math.Round(pixels.Width * scale)), Math.Max(1, (int)Math.Round(pixels.Height * scale)));
        using var full = SKImage.FromBitmap(pixels);
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.DrawImage(full, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return surface.Snapshot();
    }

    private static void Copy(RgbImage image, Span<byte> target)
    {
        var source = image.Pixels;
        for (var pixel = 0; pixel < image.Width * image.Height; pixel++)
        {
            source.Slice(pixel * 3, 3).CopyTo(target[(pixel * 4)..]);
            target[(pixel * 4) + 3] = byte.MaxValue;
        }
    }
}
