using System.Buffers.Binary;

namespace Harness.Data.Images;

/// <summary>Up to where the pixels of a BMP file reach.</summary>
/// <remarks>Source: Microsoft, BITMAPFILEHEADER, BITMAPCOREHEADER and BITMAPINFOHEADER.</remarks>
internal static class BmpLength
{
    // Of the file's header and the part of the other one that is read here.
    private const int Headers = 34;
    private const int CoreHeader = 12, InfoHeader = 40;
    private const uint Plain = 0, Masked = 3, MaskedWithAlpha = 6;

    /// <summary>Computes it from the header.</summary>
    /// <param name="file">The bytes of a BMP file whose header was found to be readable.</param>
    /// <returns>The bytes that a whole file has at least; 0 where the header does not say, as for compressed pixels.</returns>
    public static long Of(ReadOnlySpan<byte> file)
    {
        if (file.Length < Headers || !file.StartsWith("BM"u8)) return 0;
        var begin = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(file[14..]) switch
        {
            CoreHeader => begin + Pixels(BinaryPrimitives.ReadUInt16LittleEndian(file[18..]), BinaryPrimitives.ReadUInt16LittleEndian(file[20..]), file[24]),
            >= InfoHeader when BinaryPrimitives.ReadUInt32LittleEndian(file[30..]) is Plain or Masked or MaskedWithAlpha =>
                begin + Pixels(BinaryPrimitives.ReadInt32LittleEndian(file[18..]), BinaryPrimitives.ReadInt32LittleEndian(file[22..]), file[28]),
            _ => 0,
        };
    }

    // Rows begin at multiples of four bytes; what follows the last one may be missing. The height is negative where the top row comes first.
    private static long Pixels(long width, long height, int bits) => ((Math.Abs(height) - 1) * (((width * bits) + 31) / 32 * 4)) + (((width * bits) + 7) / 8);
}
