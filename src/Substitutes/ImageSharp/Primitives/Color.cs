using System.Globalization;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp;

/// <summary>A colour of 8 bits a channel that becomes a pixel of any format. The default value is transparent black.</summary>
public readonly struct Color : IEquatable<Color>
{
    public static readonly Color Black = FromRgb(0, 0, 0);
    public static readonly Color White = FromRgb(255, 255, 255);
    public static readonly Color Gray = FromRgb(128, 128, 128);
    public static readonly Color Red = FromRgb(255, 0, 0);
    public static readonly Color Green = FromRgb(0, 128, 0);
    public static readonly Color Lime = FromRgb(0, 255, 0);
    public static readonly Color Blue = FromRgb(0, 0, 255);
    public static readonly Color Yellow = FromRgb(255, 255, 0);
    public static readonly Color Cyan = FromRgb(0, 255, 255);
    public static readonly Color Magenta = FromRgb(255, 0, 255);
    public static readonly Color Orange = FromRgb(255, 165, 0);
    public static readonly Color Transparent = FromRgba(255, 255, 255, 0);

    private readonly Rgba32 _pixel;

    public Color(Rgba32 pixel) => _pixel = pixel;

    public Color(Rgb24 pixel) => _pixel = new Rgba32(pixel.R, pixel.G, pixel.B);

    public static bool operator ==(Color left, Color right) => left.Equals(right);

    public static bool operator !=(Color left, Color right) => !left.Equals(right);

    public static implicit operator Color(Rgba32 source) => new(source);

    public static implicit operator Color(Rgb24 source) => new(source);

    public static Color FromRgba(byte r, byte g, byte b, byte a) => new(new Rgba32(r, g, b, a));

    public static Color FromRgb(byte r, byte g, byte b) => new(new Rgba32(r, g, b));

    /// <summary>Reads RGB, RGBA, RRGGBB or RRGGBBAA, with or without a leading #.</summary>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="ArgumentException">The text is none of these.</exception>
    public static Color ParseHex(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        var digits = hex.StartsWith('#') ? hex[1..] : hex;
        if (digits.Length is 3 or 4) digits = string.Concat(digits.Select(static digit => new string(digit, 2)));
        if (digits.Length == 6) digits += "FF";
        if (digits.Length != 8 || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgba))
            throw new ArgumentException("Hexadecimal string is not in the correct format.", nameof(hex));
        return FromRgba((byte)(rgba >> 24), (byte)(rgba >> 16), (byte)(rgba >> 8), (byte)rgba);
    }

    public TPixel ToPixel<TPixel>()
        where TPixel : unmanaged, IPixel<TPixel>
    {
        TPixel pixel = default;
        pixel.FromRgba32(_pixel);
        return pixel;
    }

    public string ToHex() => $"{_pixel.R:X2}{_pixel.G:X2}{_pixel.B:X2}{_pixel.A:X2}";

    public override string ToString() => ToHex();

    public bool Equals(Color other) => _pixel.Equals(other._pixel);

    public override bool Equals(object? obj) => obj is Color other && Equals(other);

    public override int GetHashCode() => _pixel.GetHashCode();
}
