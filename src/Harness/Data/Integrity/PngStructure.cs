using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Harness.Data.Integrity;

/// <summary>Walks the chunks of a PNG file from its header to its end and checks their checksums, without decoding.</summary>
/// <remarks>
/// ImageSharp decodes many a PNG that ends in the middle of its pixels, and ignores the checksums of chunks without pixels.
/// Source: W3C, Portable Network Graphics (PNG) Specification, third edition, sections 5 and 11.
/// </remarks>
internal static class PngStructure
{
    private const int Overhead = 12; // length, type and checksum, four bytes each
    // The first chunk is IHDR: where its data begin and end.
    private const int Header = 16;
    private const int EndOfHeader = 29;
    private const string CutShort = "is cut short: the PNG ends before its pixels do";

    /// <summary>Whether bytes begin as a PNG file does.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <returns>True for the signature.</returns>
    public static bool IsPng(ReadOnlySpan<byte> file) => file.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    /// <summary>Looks for damage.</summary>
    /// <param name="file">A file for which <see cref="IsPng"/> holds.</param>
    /// <returns>What is wrong, to follow the file's name in a sentence; null when every checksum holds up to the end, or up to where all pixels are there.</returns>
    public static string? FindProblem(ReadOnlySpan<byte> file)
    {
        var rest = file[8..];
        while (rest.Length >= Overhead)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - Overhead) break;
            var typeAndData = rest.Slice(4, 4 + (int)length);
            var type = Encoding.Latin1.GetString(typeAndData[..4]);
            if (Crc32.HashToUInt32(typeAndData) != BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]))
                return $"is damaged: the checksum of the PNG's {type} chunk at byte {file.Length - rest.Length} is wrong";
            if (type == "IEND") return null;
            rest = rest[(Overhead + (int)length)..];
        }
        // Pillow and torchvision read it if only the end is missing.
        return file.Length >= EndOfHeader && PngPixels.AreWhole(file[Header..EndOfHeader], PixelData(file)) ? null : CutShort;
    }

    // The data of all whole IDAT chunks.
    private static byte[] PixelData(ReadOnlySpan<byte> file)
    {
        var pixels = new ArrayBufferWriter<byte>();
        for (var rest = file[8..]; rest.Length >= Overhead;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - Overhead) break;
            if (rest[4..8].SequenceEqual("IDAT"u8)) pixels.Write(rest.Slice(8, (int)length));
            rest = rest[(Overhead + (int)length)..];
        }
        return pixels.WrittenSpan.ToArray();
    }
}
