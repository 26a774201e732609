using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;

namespace Harness.Benchmarks;

/// <summary>A JPEG of 500 × 375 pixels with edges, surfaces and noise, for benchmarks that need no files.</summary>
internal static class SamplePhotograph
{
    public const int Width = 500, Height = 375;

    /// <summary>Draws and encodes it.</summary>
    /// <returns>The bytes of the file, the same every time.</returns>
    public static byte[] Encode()
    {
        var random = new Random(0);
        using var image = new SixLabors.ImageSharp.Image<Rgb24>(Width, Height);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++) image[x, y] = Color(x, y, random.Next(-12, 12));
        }
        using var stream = new MemoryStream();
        image.SaveAsJpeg(stream, new JpegEncoder { Quality = 90 });
        return stream.ToArray();
    }

    private static Rgb24 Color(int x, int y, int noise)
    {
        var petal = Math.Sin(((x - 250) * (x - 250) * 0.0004) + ((y - 180) * (y - 180) * 0.0006)) > 0.2 ? 70 : 0;
        var surface = 90 + (50 * Math.Sin(x / 37.0)) + noise;
        return new Rgb24((byte)(surface + petal), (byte)(surface + (y / 6)), (byte)(surface - (petal / 2) + 20));
    }
}
