using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Harness.TestSupport;

/// <summary>Writes drawn images as files.</summary>
internal static class TestImages
{
    public static void SaveJpeg(byte[] pixels, int width, int height, string path)
    {
        using var image = Image.LoadPixelData<Rgb24>(pixels, width, height);
        image.SaveAsJpeg(path);
    }
}
