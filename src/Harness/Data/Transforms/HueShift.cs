using Harness.Data.Images;

namespace Harness.Data.Transforms;

/// <summary>Shifts the hue by way of Pillow's 8-bit HSV, whose rounding is part of the result: even a shift of zero changes pixels.</summary>
internal static class HueShift
{
    /// <summary>Shifts the hue of every pixel.</summary>
    /// <param name="image">Changed in place.</param>
    /// <param name="shift">In turns, from −0.5 to 0.5.</param>
    public static void Apply(RgbImage image, double shift)
    {
        // Truncation towards zero and the wrap at 256 are NumPy's, in which torchvision adds.
        var offset = (byte)(int)(shift * 255);
        var pixels = image.Pixels;
        for (var i = 0; i < pixels.Length; i += 3)
        {
            var (hue, saturation, value) = ToHsv(pixels[i], pixels[i + 1], pixels[i + 2]);
            (pixels[i], pixels[i + 1], pixels[i + 2]) = ToRgb((byte)(hue + offset), saturation, value);
        }
    }

    private static (byte Hue, byte Saturation, byte Value) ToHsv(byte red, byte green, byte blue)
    {
        var maximum = Math.Max(red, Math.Max(green, blue));
        var minimum = Math.Min(red, Math.Min(green, blue));
        if (maximum == minimum) return (0, 0, maximum);
        var range = (float)(maximum - minimum);
        var saturation = range / maximum;
        var (fromRed, fromGreen, fromBlue) = ((maximum - red) / range, (maximum - green) / range, (maximum - blue) / range);
        // Sixths of a turn. Pillow computes the sums with 2 and 4 in double precision and keeps them in single.
        var sixths = red == maximum ? fromBlue - fromGreen
            : green == maximum ? (float)(2.0 + fromRed - fromBlue)
            : (float)(4.0 + fromGreen - fromRed);
        var hue = (float)(((sixths / 6.0) + 1.0) % 1.0);
        return (Clip((int)(hue * 255.0)), Clip((int)(saturation * 255.0)), maximum);
    }

    private static (byte Red, byte Green, byte Blue) ToRgb(byte hue, byte saturation, byte value)
    {
        if (saturation == 0) return (value, value, value);
        var sixths = hue * 6.0 / 255.0;
        var sector = (int)Math.Floor(sixths);
        var remainder = (float)(sixths - sector);
        var strength = (float)(saturation / 255.0);
        var minimum = Round(value * (1.0 - strength));
        var falling = Round(value * (1.0 - (strength * remainder)));
        var rising = Round(value * (1.0 - (strength * (1.0 - remainder))));
        return (sector % 6) switch
        {
            0 => (value, rising, minimum),
            1 => (falling, value, minimum),
            2 => (minimum, value, rising),
            3 => (minimum, falling, value),
            4 => (rising, minimum, value),
            _ => (value, minimum, falling),
        };
    }

    private static byte Round(double value) => Clip((int)Math.Round(value, MidpointRounding.AwayFromZero));

    private static byte Clip(int value) => (byte)Math.Clamp(value, 0, 255);
}
