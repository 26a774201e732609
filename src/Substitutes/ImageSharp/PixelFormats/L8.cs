using System.Numerics;
using System.Runtime.InteropServices;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>One byte of luminance.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct L8 : IPixel<L8>, IPackedVector<byte>
{
    public L8(byte luminance) => PackedValue = luminance;

    public byte PackedValue { get; set; }

    static int IPixel.Channels => 1;

    public static bool operator ==(L8 left, L8 right) => left.Equals(right);

    public static bool operator !=(L8 left, L8 right) => !left.Equals(right);

    public void FromScaledVector4(Vector4 vector)
    {
        var bytes = Channel.ToRoundableBytes(vector);
        PackedValue = Channel.Luminance((byte)bytes.X, (byte)bytes.Y, (byte)bytes.Z);
    }

    public readonly Vector4 ToScaledVector4()
    {
        var luminance = PackedValue / 255F;
        return new Vector4(luminance, luminance, luminance, 1F);
    }

    public void FromVector4(Vector4 vector) => FromScaledVector4(vector);

    public readonly Vector4 ToVector4() => ToScaledVector4();

    public void FromL8(L8 source) => this = source;

    public void FromRgb24(Rgb24 source) => PackedValue = Channel.Luminance(source.R, source.G, source.B);

    public void FromRgba32(Rgba32 source) => PackedValue = Channel.Luminance(source.R, source.G, source.B);

    public readonly void ToRgba32(ref Rgba32 dest) => dest = new Rgba32(PackedValue, PackedValue, PackedValue);

    public readonly bool Equals(L8 other) => PackedValue == other.PackedValue;

    public override readonly bool Equals(object? obj) => obj is L8 other && Equals(other);

    public override readonly int GetHashCode() => PackedValue;

    public override readonly string ToString() => $"L8({PackedValue})";
}
