using System.Numerics;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>What every pixel format can be made from and turned into. Only the formats of this library implement it.</summary>
public interface IPixel
{
    /// <summary>Sets the pixel from red, green, blue, alpha between 0 and 1; values outside are clamped.</summary>
    void FromScaledVector4(Vector4 vector);

    /// <summary>Red, green, blue and alpha between 0 and 1.</summary>
    Vector4 ToScaledVector4();

    void FromVector4(Vector4 vector);

    Vector4 ToVector4();

    void FromL8(L8 source);

    void FromRgb24(Rgb24 source);

    void FromRgba32(Rgba32 source);

    void ToRgba32(ref Rgba32 dest);

    /// <summary>Bytes a pixel, which is also the number of its channels; closes the interface to formats from outside.</summary>
    internal static abstract int Channels { get; }
}
