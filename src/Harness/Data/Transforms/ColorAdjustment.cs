using Harness.Data.Images;

namespace Harness.Data.Transforms;

/// <summary>Brightness, contrast and saturation with the arithmetic of Pillow's <c>ImageEnhance</c>: each pixel is moved from or towards a plainer one.</summary>
internal static class ColorAdjustment
{
    /// <summary>Moves every pixel from or towards black.</summary>
    /// <param name="image">Changed in place.</param>
    /// <param name="factor">0 for black, 1 for no change.</param>
    public static void Brightness(RgbImage image, double factor) => BlendWithConstant(image.Pixels, 0, (float)factor);

    /// <summary>Moves every pixel from or towards the image's mean gray.</summary>
    /// <param name="image">Changed in place.</param>
    /// <param name="factor">0 for even gray, 1 for no change.</param>
    public static void Contrast(RgbImage image, double factor)
    {
        var pixels = image.Pixels;
        long sum = 0;
        for (var i = 0; i < pixels.Length; i += 3) sum += Gray(pixels, i);
        var mean = (int)(((double)sum / (image.Width * (long)image.Height)) + 0.5);
        BlendWithConstant(pixels, mean, (float)factor);
    }

    /// <summary>Moves every pixel from or towards its own gray.</summary>
    /// <param name="image">Changed in place.</param>
    /// <param name="factor">0 for a gray image, 1 for no change.</param>
    public static void Saturation(RgbImage image, double factor)
    {
        var pixels = image.Pixels;
        for (var i = 0; i < pixels.Length; i += 3)
        {
            var gray = Gray(pixels, i);
            for (var channel = i; channel < i + 3; channel++) pixels[channel] = Blend(gray, pixels[channel], (float)factor);
        }
    }

    private static void BlendWithConstant(Span<byte> pixels, int plain, float factor)
    {
        Span<byte> table = stackalloc byte[256];
        for (var value = 0; value < 256; value++) table[value] = Blend(plain, value, factor);
        for (var i = 0; i < pixels.Length; i++) pixels[i] = table[pixels[i]];
    }

    // The luma of ITU-R BT.601 in 16 fractional bits.
    private static int Gray(ReadOnlySpan<byte> pixels, int i) =>
        ((pixels[i] * 19595) + (pixels[i + 1] * 38470) + (pixels[i + 2] * 7471) + 0x8000) >> 16;

    // Single precision and truncation are what Pillow does; rounding would differ by one level.
    private static byte Blend(int plain, int value, float factor)
    {
        var mixed = plain + (factor * (value - plain));
        return mixed <= 0 ? (byte)0 : mixed >= 255 ? (byte)255 : (byte)mixed;
    }
}
