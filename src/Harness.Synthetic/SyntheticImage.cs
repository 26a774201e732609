using Harness.Synthetic.Scenes;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;

namespace Harness.Synthetic;

/// <summary>Draws one image of the data set, alone or among others; it depends only on seed, class and number.</summary>
/// <remarks>
/// Pixels come from additions, multiplications, divisions, square roots and rounding alone, which give the same bits on every machine.
/// The bytes of the JPEG also depend on the version of the encoder.
/// </remarks>
public static class SyntheticImage
{
    /// <summary>Draws and encodes an image.</summary>
    /// <param name="label">Its class.</param>
    /// <param name="number">Its number in the class, from 0.</param>
    /// <param name="size">Its side, in pixels.</param>
    /// <param name="seed">The seed of the data set.</param>
    /// <returns>The bytes of a JPEG file.</returns>
    public static byte[] DrawJpeg(SyntheticClass label, int number, int size, long seed)
    {
        // Numbered over both classes, so that no two images share a place or a pose.
        var (pixels, quality) = new Scene(label, seed, (2L * number) + (int)label).Draw(size);
        using var image = Image.LoadPixelData<Rgb24>(pixels, size, size);
        using var stream = new MemoryStream();
        image.SaveAsJpeg(stream, new JpegEncoder { Quality = quality, ColorType = JpegColorType.YCbCrRatio420 });
        return stream.ToArray();
    }
}
