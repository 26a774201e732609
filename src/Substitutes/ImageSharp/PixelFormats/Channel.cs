using System.Numerics;
using System.Runtime.CompilerServices;

namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>Arithmetic that the pixel formats share.</summary>
internal static class Channel
{
    private static readonly Vector4 Maximum = new(255F);
    private static readonly Vector4 Half = new(0.5F);

    /// <summary>From 0 … 1 to 0.5 … 255.5, clamped: a cast to byte then rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector4 ToRoundableBytes(Vector4 scaled) => Vector4.Clamp((scaled * Maximum) + Half, Vector4.Zero, Maximum);

    /// <summary>Luminance by ITU-R BT.709, rounded: what turning a colour into <see cref="L8"/> gives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static byte Luminance(byte r, byte g, byte b) => (byte)((r * .2126F) + (g * .7152F) + (b * .0722F) + 0.5F);
}
