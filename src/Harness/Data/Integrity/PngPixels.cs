using System.Buffers.Binary;
using System.IO.Compression;

namespace Harness.Data.Integrity;

/// <summary>Determines whether the compressed data of a PNG hold all its pixels, if the file ends before its IEND chunk.</summary>
/// <remarks>Source: W3C, Portable Network Graphics (PNG) Specification, third edition, sections 8 and 11.2.1.</remarks>
internal static class PngPixels
{
    // Where the seven passes of an interlaced image begin, and how far apart their pixels are.
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Whether all are there.</summary>
    /// <param name="header">The 13 bytes of the IHDR chunk.</param>
    /// <param name="data">The IDAT chunks' bytes, put together.</param>
    /// <returns>Whether they are as many bytes, uncompressed, as the header requires.</returns>
    public static bool AreWhole(ReadOnlySpan<byte> header, byte[] data)
    {
        var expected = Bytes(header);
        try
        {
            using var pixels = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
            var buffer = new byte[1 << 16];
            for (long count = 0; ;)
            {
                var read = pixels.Read(buffer);
                count += read;
                if (count >= expected) return true;
                if (read == 0) return false;
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // A header can claim more than a whole number holds.
    private static double Bytes(ReadOnlySpan<byte> header)
    {
        long width = BinaryPrimitives.ReadUInt32BigEndian(header), height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        var bits = header[8] * Channels(header[9]);
        return header[12] == 0 ? Bytes(width, height, bits) : Passes.Sum(pass => Bytes(Steps(width, pass.X, pass.StepX), Steps(height, pass.Y, pass.StepY), bits));
    }

    // Each row has a byte for its filter, and ends at a whole byte.
    private static double Bytes(long width, long height, int bits) => width == 0 ? 0 : (double)height * (1 + (((width * bits) + 7) / 8));

    private static long Steps(long length, int begin, int step) => length <= begin ? 0 : (length - begin + step - 1) / step;

    private static int Channels(byte colorType) => colorType switch
    {
        2 => 3,
        4 => 2,
        6 => 4,
        _ => 1,
    };
}
