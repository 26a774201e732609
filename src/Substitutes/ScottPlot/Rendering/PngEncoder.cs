using System.Runtime.InteropServices;
using System.Text;
using ScottPlot.Native;

namespace ScottPlot.Rendering;

/// <summary>Encodes pixels as PNG in memory, so that writing the file raises .NET's own IO exceptions; without an alpha channel where all are opaque.</summary>
internal static unsafe class PngEncoder
{
    internal static byte[] Encode(uint[] pixels, int width, int height)
    {
        bool isOpaque = Array.TrueForAll(pixels, pixel => pixel >> 24 == 255);
        byte[] samples = isOpaque ? Opaque(pixels) : Straight(pixels);
        PngLibrary.Image image = new()
        {
            Version = PngLibrary.Version,
            Width = (uint)width,
            Height = (uint)height,
            Format = isOpaque ? PngLibrary.FormatBgr : PngLibrary.FormatBgra,
            Flags = PngLibrary.FlagFast,
        };
        // Never reached: a PNG is at most its samples, a filter byte a row and some thousandths for blocks and chunks.
        byte[] file = new byte[samples.Length + samples.Length / 64 + height + 4096];
        nuint bytes = (nuint)file.Length;
        fixed (byte* target = file, source = samples)
        {
            if (PngLibrary.png_image_write_to_memory(&image, target, &bytes, 0, source, 0, nint.Zero) == 0)
                throw new InvalidOperationException($"libpng failed: {Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(image.Message))}.");
        }

        return file[..checked((int)bytes)];
    }

    private static byte[] Opaque(uint[] pixels)
    {
        byte[] samples = new byte[3 * pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            uint pixel = pixels[i];
            samples[3 * i] = (byte)pixel;
            samples[3 * i + 1] = (byte)(pixel >> 8);
            samples[3 * i + 2] = (byte)(pixel >> 16);
        }

        return samples;
    }

    // PNG's colours are not multiplied with alpha, cairo's are.
    private static byte[] Straight(uint[] pixels)
    {
        byte[] samples = new byte[4 * pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            uint alpha = pixels[i] >> 24;
            for (int channel = 0; channel < 3 && alpha > 0; channel++)
                samples[4 * i + channel] = (byte)(((pixels[i] >> (8 * channel) & 255) * 255 + alpha / 2) / alpha);
            samples[4 * i + 3] = (byte)alpha;
        }

        return samples;
    }
}
