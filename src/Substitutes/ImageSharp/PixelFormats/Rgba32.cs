using System.Numerics;
using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>Four bytes: red, green, blue, alpha, in this order in memory; the colour is not multiplied by alpha.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Rgba32 : IPixel<Rgba32>, IPackedVector<uint>
{
    public byte R;
    public byte G;
    public byte B;
    public byte A;

    public Rgba32(byte r, byte g, byte b)
        : this(r, g, b, byte.MaxValue)
    {
    }

    public Rgba32(byte r, byte g, byte b, byte a)
    {
        R = r;
        G = g;
        B = b;
        A = a;
    }

    public Rgba32(uint packed)
        : this((byte)packed, (byte)(packed >> 8), (byte)(packed >> 16), (byte)(packed >> 24))
    {
    }

    static int IPixel.Channels => 4;

    public uint PackedValue
    {
        readonly get => R | ((uint)G << 8) | ((uint)B << 16) | ((uint)A << 24);
        set => this = new Rgba32(value);
    }

    public static bool operator ==(Rgba32 left, Rgba32 right) => left.Equals(right);

    public static bool operator !=(Rgba32 left, Rgba32 right) => !left.Equals(right);

    public static implicit operator Rgba32(Color color) => color.ToPixel<Rgba32>();

    public void FromScaledVector4(Vector4 vector)
    {
        var bytes = Channel.ToRoundableBytes(vector);
        this = new Rgba32((byte)bytes.X, (byte)bytes.Y, (byte)bytes.Z, (byte)bytes.W);
    }

    public readonly Vector4 ToScaledVector4() => new Vector4(R, G, B, A) / 255F;

    public void FromVector4(Vector4 vector) => FromScaledVector4(vector);

    public readonly Vector4 ToVector4() => ToScaledVector4();

    public void FromL8(L8 source) => this = new Rgba32(source.PackedValue, source.PackedValue, source.PackedValue);

    public void FromRgb24(Rgb24 source) => this = new Rgba32(source.R, source.G, source.B);

    public void FromRgba32(Rgba32 source) => this = source;

    public readonly void ToRgba32(ref Rgba32 dest) => dest = this;

    public readonly bool Equals(Rgba32 other) => PackedValue == other.PackedValue;

    public override readonly bool Equals(object? obj) => obj is Rgba32 other && Equals(other);

    public override readonly int GetHashCode() => PackedValue.GetHashCode();

    public override readonly string ToString() => $"Rgba32({R}, {G}, {B}, {A})";
}
