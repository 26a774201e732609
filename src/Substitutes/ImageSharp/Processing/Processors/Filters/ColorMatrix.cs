using System.Numerics;

namespace SixLabors.ImageSharp.Processing.Processors.Filters;

/// <summary>A linear map of colours between 0 and 1: each row says what a channel becomes. Alpha stays.
/// Source of the matrices: the W3C's Filter Effects Module Level 1, section 9.6.</summary>
internal readonly record struct ColorMatrix(Vector3 Red, Vector3 Green, Vector3 Blue, float Offset)
{
    private static readonly Vector3 Saturation = new(.213F, .715F, .072F);

    internal static ColorMatrix Brightness(float amount) => Scale(amount, 0F);

    internal static ColorMatrix Contrast(float amount) => Scale(amount, 0.5F - (0.5F * amount));

    internal static ColorMatrix Saturate(float amount) => TowardsLuminance(Saturation, amount);

    internal static ColorMatrix Grayscale(GrayscaleMode mode)
        => TowardsLuminance(mode == GrayscaleMode.Bt709 ? new Vector3(.2126F, .7152F, .0722F) : new Vector3(.299F, .587F, .114F), 0F);

    internal Vector4 Apply(Vector4 pixel)
    {
        var color = new Vector3(pixel.X, pixel.Y, pixel.Z);
        return new Vector4(
            Vector3.Dot(Red, color) + Offset, Vector3.Dot(Green, color) + Offset, Vector3.Dot(Blue, color) + Offset, pixel.W);
    }

    private static ColorMatrix Scale(float amount, float offset) => new(Vector3.UnitX * amount, Vector3.UnitY * amount, Vector3.UnitZ * amount, offset);

    /// <summary>0 gives the luminance, 1 the colour, more than 1 goes beyond it.</summary>
    private static ColorMatrix TowardsLuminance(Vector3 weights, float amount)
    {
        var gray = weights * (1F - amount);
        return new ColorMatrix(gray + (Vector3.UnitX * amount), gray + (Vector3.UnitY * amount), gray + (Vector3.UnitZ * amount), 0F);
    }
}
