using System.Buffers.Binary;

namespace Harness.Data.Images;

/// <summary>Reads PGM and PPM files, binary and plain ones. ImageSharp takes missing samples for black ones, and misreads those of files whose brightest
/// is not 255.</summary>
/// <remarks>Source: Netpbm, the formats' descriptions in pgm(5) and ppm(5).</remarks>
internal static class NetpbmImage
{
    private const int Brightest = 255;
    private const int None = -1;
    private const string CutShort = "is cut short";

    /// <summary>Decodes such a file.</summary>
    /// <param name="file">The bytes of a PBM, PGM or PPM file.</param>
    /// <returns>The image; null when the file is a PBM.</returns>
    /// <exception cref="ImageContentException">It is cut short, or holds what it should not.</exception>
    public static RgbImage? TryDecode(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith("P2"u8) && !file.StartsWith("P3"u8) && !file.StartsWith("P5"u8) && !file.StartsWith("P6"u8)) return null;
        var isPlain = file[1] is (byte)'2' or (byte)'3';
        var channels = file[1] is (byte)'3' or (byte)'6' ? 3 : 1;
        var position = 2;
        var (width, height, maximum) = (NextNumber(file, ref position), NextNumber(file, ref position), NextNumber(file, ref position));
        if (width < 1 || height < 1 || maximum is < 1 or > ushort.MaxValue) throw new ImageContentException("has an invalid header");
        ImageDecoder.EnsureSize(width, height);
        // One character ends the header of a binary file. A plain sample takes two at least: a digit, and what separates it from the one before.
        var samples = file[(isPlain ? position : Math.Min(file.Length, position + 1))..];
        var count = width * height * channels;
        if (samples.Length < (long)count * (isPlain ? 2 : BytesOf(maximum))) throw new ImageContentException(CutShort);

        var image = RgbImage.Rent(width, height);
        if (isPlain) ReadPlain(samples, maximum, image.Pixels[..count]);
        else ReadBinary(samples, maximum, image.Pixels[..count]);
        if (channels == 1) Spread(image.Pixels);
        return image;
    }

    private static int BytesOf(int maximum) => maximum > byte.MaxValue ? 2 : 1;

    private static void ReadBinary(ReadOnlySpan<byte> samples, int maximum, Span<byte> levels)
    {
        var size = BytesOf(maximum);
        for (var i = 0; i < levels.Length; i++) levels[i] = Level(size == 2 ? BinaryPrimitives.ReadUInt16BigEndian(samples[(i * 2)..]) : samples[i], maximum);
    }

    private static void ReadPlain(ReadOnlySpan<byte> samples, int maximum, Span<byte> levels)
    {
        var position = 0;
        foreach (ref var level in levels)
        {
            var sample = NextNumber(samples, ref position);
            if (sample == None) throw new ImageContentException(position == samples.Length ? CutShort : "holds samples that are not numbers");
            if (sample > maximum) throw new ImageContentException($"holds a sample of {sample}, more than its maximum of {maximum}");
            level = Level(sample, maximum);
        }
    }

    private static byte Level(int sample, int maximum) =>
        maximum == Brightest ? (byte)sample : (byte)Math.Min(Brightest, Math.Round((double)sample / maximum * Brightest));

    // From the last to the first, so that no level is overwritten before it is read.
    private static void Spread(Span<byte> pixels)
    {
        for (var i = (pixels.Length / 3) - 1; i >= 0; i--) pixels.Slice(i * 3, 3).Fill(pixels[i]);
    }

    private static int NextNumber(ReadOnlySpan<byte> file, ref int position)
    {
        while (position < file.Length && (IsSpace(file[position]) || file[position] == '#'))
        {
            if (file[position++] != '#') continue;
            while (position < file.Length && file[position] is not ((byte)'\n' or (byte)'\r')) position++;
        }
        if (position == file.Length || !char.IsAsciiDigit((char)file[position])) return None;
        long number = 0;
        for (; position < file.Length && char.IsAsciiDigit((char)file[position]); position++) number = Math.Min(int.MaxValue, (number * 10) + file[position] - '0');
        return (int)number;
    }

    private static bool IsSpace(byte character) => character is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r');
}
