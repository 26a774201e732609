using System.Buffers.Binary;

namespace Harness.Data.Images;

/// <summary>Reads binary PGM and PPM files whose brightest sample is not 255, since ImageSharp misreads their samples, and finds those that are cut short,
/// since it takes missing samples for black ones.</summary>
/// <remarks>Source: Netpbm, the formats' descriptions in pgm(5) and ppm(5).</remarks>
internal static class NetpbmImage
{
    private const int Brightest = 255;

    /// <summary>Decodes such a file.</summary>
    /// <param name="file">The bytes of a PBM, PGM or PPM file whose size was checked.</param>
    /// <returns>The image; null when ImageSharp decodes the file correctly.</returns>
    /// <exception cref="ImageContentException">It is cut short.</exception>
    public static RgbImage? TryDecode(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith("P5"u8) && !file.StartsWith("P6"u8)) return null;
        var position = 2;
        var (width, height, maximum) = (NextNumber(file, ref position), NextNumber(file, ref position), NextNumber(file, ref position));
        if (maximum is < 1 or > ushort.MaxValue || width < 1 || height < 1) throw new ImageContentException("has an invalid header");
        var samples = file[Math.Min(file.Length, position + 1)..];
        var channels = file[1] == '6' ? 3 : 1;
        var size = maximum > byte.MaxValue ? 2 : 1;
        if (samples.Length < (long)width * height * channels * size) throw new ImageContentException("is cut short");
        if (maximum == Brightest) return null;

        var image = RgbImage.Rent(width, height);
        var pixels = image.Pixels;
        for (var i = 0; i < pixels.Length; i++)
        {
            var at = (channels == 3 ? i : i / 3) * size;
            int sample = size == 2 ? BinaryPrimitives.ReadUInt16BigEndian(samples[at..]) : samples[at];
            pixels[i] = (byte)Math.Min(Brightest, Math.Round((double)sample / maximum * Brightest));
        }
        return image;
    }

    private static int NextNumber(ReadOnlySpan<byte> file, ref int position)
    {
        while (position < file.Length && !char.IsAsciiDigit((char)file[position]))
        {
            if (file[position++] != '#') continue;
            while (position < file.Length && file[position] != '\n') position++;
        }
        long number = 0;
        while (position < file.Length && char.IsAsciiDigit((char)file[position]) && number < int.MaxValue) number = (number * 10) + file[position++] - '0';
        return (int)Math.Min(number, int.MaxValue);
    }
}
