namespace Harness.Synthetic.Drawing;

/// <summary>A color; its parts are sRGB values from 0 to 1, and may leave that range until the picture is finished.</summary>
internal readonly record struct Rgb(float R, float G, float B)
{
    public static Rgb operator *(Rgb color, float factor) => new(color.R * factor, color.G * factor, color.B * factor);

    public static Rgb operator *(Rgb a, Rgb b) => new(a.R * b.R, a.G * b.G, a.B * b.B);

    public static Rgb operator +(Rgb a, Rgb b) => new(a.R + b.R, a.G + b.G, a.B + b.B);

    public static Rgb Hex(int value) => new((value >> 16) / 255f, ((value >> 8) & 255) / 255f, (value & 255) / 255f);

    public static Rgb Gray(float value) => new(value, value, value);

    public static Rgb Mix(Rgb a, Rgb b, float part) => (a * (1 - part)) + (b * part);
}
