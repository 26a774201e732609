using System.Numerics;
using System.Runtime.InteropServices;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>Rows of pixels as vectors (red, green, blue, alpha) from 0 to 255, and back.</summary>
/// <param name="Premultiply">Colours are multiplied by alpha on the way in and divided on the way out.</param>
/// <param name="Compand">Colours are linear light in between.</param>
internal readonly record struct PixelRow(bool Premultiply, bool Compand)
{
    private static readonly float[] LinearLight = [.. Enumerable.Range(0, 256).Select(static value => Expand(value / 255F) * 255F)];

    internal void Load<TPixel>(ReadOnlySpan<TPixel> source, Span<Vector4> target)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        if (typeof(TPixel) == typeof(Rgb24)) LoadColors(MemoryMarshal.AsBytes(source), target);
        else
        {
            Rgba32 pixel = default;
            for (var i = 0; i < source.Length; i++)
            {
                source[i].ToRgba32(ref pixel);
                target[i] = new Vector4(pixel.R, pixel.G, pixel.B, pixel.A);
            }
        }

        if (Compand)
        {
            foreach (ref var pixel in target[..source.Length])
                pixel = new Vector4(LinearLight[(int)pixel.X], LinearLight[(int)pixel.Y], LinearLight[(int)pixel.Z], pixel.W);
        }

        if (Premultiply && TPixel.Channels == 4)
        {
            foreach (ref var pixel in target[..source.Length]) pixel = (pixel * (pixel.W / 255F)) with { W = pixel.W };
        }
    }

    internal void Store<TPixel>(Span<Vector4> source, Span<TPixel> target)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        if (Premultiply && TPixel.Channels == 4)
        {
            foreach (ref var pixel in source)
            {
                if (pixel.W > 0) pixel = (pixel * (255F / pixel.W)) with { W = pixel.W };
            }
        }

        if (Compand)
        {
            foreach (ref var pixel in source)
                pixel = new Vector4(Compress(pixel.X / 255F), Compress(pixel.Y / 255F), Compress(pixel.Z / 255F), pixel.W / 255F) * 255F;
        }

        for (var i = 0; i < target.Length; i++) target[i].FromScaledVector4(source[i] / 255F);
    }

    private static void LoadColors(ReadOnlySpan<byte> source, Span<Vector4> target)
    {
        for (int i = 0, offset = 0; offset < source.Length; i++, offset += 3)
            target[i] = new Vector4(source[offset], source[offset + 1], source[offset + 2], 255F);
    }

    /// <summary>Source: IEC 61966-2-1 (sRGB), between 0 and 1.</summary>
    private static float Expand(float value) => value <= 0.04045F ? value / 12.92F : MathF.Pow((value + 0.055F) / 1.055F, 2.4F);

    private static float Compress(float value)
        => value <= 0.0031308F ? value * 12.92F : (1.055F * MathF.Pow(Math.Min(value, 1F), 1 / 2.4F)) - 0.055F;
}
