using System.Globalization;

namespace ScottPlot;

/// <summary>A colour of red, green, blue and opacity, 0 to 255 each.</summary>
public readonly struct Color
{
    public readonly byte Red;
    public readonly byte Green;
    public readonly byte Blue;
    public readonly byte Alpha;

    public Color(byte red, byte green, byte blue, byte alpha = 255)
    {
        Red = red;
        Green = green;
        Blue = blue;
        Alpha = alpha;
    }

    public Color(float red, float green, float blue, float alpha = 1)
        : this((byte)(red * 255), (byte)(green * 255), (byte)(blue * 255), (byte)(alpha * 255))
    {
    }

    /// <param name="hexCode">RRGGBB or RRGGBBAA, with or without '#'; anything else is transparent black, as in the package.</param>
    public Color(string hexCode)
    {
        string digits = hexCode.StartsWith('#') ? hexCode[1..] : hexCode;
        if (digits.Length == 6)
            digits += "FF";
        _ = uint.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint rgba);
        this = new Color((byte)(rgba >> 24), (byte)(rgba >> 16), (byte)(rgba >> 8), (byte)rgba);
    }

    public Color(uint argb)
        : this((byte)(argb >> 16), (byte)(argb >> 8), (byte)argb, (byte)(argb >> 24))
    {
    }

    public byte R => Red;

    public byte G => Green;

    public byte B => Blue;

    public byte A => Alpha;

    public uint ARGB => (uint)Alpha << 24 | (uint)Red << 16 | (uint)Green << 8 | Blue;

    public uint PremultipliedARGB =>
        (uint)Alpha << 24 | (uint)(Red * Alpha / 255) << 16 | (uint)(Green * Alpha / 255) << 8 | (uint)(Blue * Alpha / 255);

    public static bool operator ==(Color a, Color b) => a.ARGB == b.ARGB;

    public static bool operator !=(Color a, Color b) => a.ARGB != b.ARGB;

    public static Color FromARGB(int argb) => new((uint)argb);

    public static Color FromARGB(uint argb) => new(argb);

    public static Color FromHex(string hex) => new(hex);

    public static Color[] FromHex(IEnumerable<string> hex) => [.. hex.Select(FromHex)];

    public static Color Gray(byte value) => new(value, value, value);

    /// <summary>A saturated colour of a random hue; unlike everything else here it differs from call to call.</summary>
    public static Color RandomHue() => FromHue(Random.Shared.NextDouble());

    public static Color InterpolateRgb(Color c1, Color c2, double fraction)
    {
        byte Mix(byte from, byte to) => (byte)Math.Clamp(from + (to - from) * fraction, 0, 255);
        return new Color(Mix(c1.R, c2.R), Mix(c1.G, c2.G), Mix(c1.B, c2.B), Mix(c1.A, c2.A));
    }

    public Color InterpolateRgb(Color c1, double fraction) => InterpolateRgb(this, c1, fraction);

    /// <remarks>Black that is not opaque becomes (1, 1, 1), as in the package.</remarks>
    public readonly Color WithAlpha(byte alpha) =>
        Red == 0 && Green == 0 && Blue == 0 && alpha < 255 ? new Color(1, 1, 1, alpha) : new Color(Red, Green, Blue, alpha);

    public readonly Color WithAlpha(double alpha) => WithAlpha((byte)(alpha * 255));

    public readonly Color WithOpacity(double opacity = .5) => WithAlpha((byte)(opacity * 255));

    public Color Lighten(double fraction = .5f)
    {
        if (fraction < 0)
            return Darken(-fraction);
        byte Change(byte channel) => (byte)(channel + (255 - channel) * Math.Min(1, fraction));
        return new Color(Change(R), Change(G), Change(B), Alpha);
    }

    public Color Darken(double fraction = .5f)
    {
        if (fraction < 0)
            return Lighten(-fraction);
        byte Change(byte channel) => (byte)(channel * Math.Max(0, 1 - fraction));
        return new Color(Change(R), Change(G), Change(B), Alpha);
    }

    public string ToHex() => Alpha == 255 ? $"#{R:X2}{G:X2}{B:X2}" : $"#{R:X2}{G:X2}{B:X2}{A:X2}";

    public override bool Equals(object? obj) => obj is Color other && other.ARGB == ARGB;

    public override int GetHashCode() => (int)ARGB;

    public override string ToString() => $"Color {ToHex()} (R={R}, G={G}, B={B}, A={A})";

    internal static Color FromPremultiplied(uint argb)
    {
        uint alpha = argb >> 24;
        if (alpha == 0)
            return default;
        byte Divide(uint channel) => (byte)Math.Min(255, ((channel & 255) * 255 + alpha / 2) / alpha);
        return new Color(Divide(argb >> 16), Divide(argb >> 8), Divide(argb), (byte)alpha);
    }

    private static Color FromHue(double hue)
    {
        // Each channel is a trapezoid along the circle of hues, a third of a turn after the one before it.
        byte Channel(double shift)
        {
            double position = (hue + shift) % 1 * 6;
            return (byte)(255 * Math.Clamp(Math.Abs(position - 3) - 1, 0, 1));
        }

        return new Color(Channel(0), Channel(2.0 / 3), Channel(1.0 / 3));
    }
}
