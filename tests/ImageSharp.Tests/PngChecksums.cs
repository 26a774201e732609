using System.Buffers.Binary;

namespace ImageSharp.Tests;

/// <summary>Makes damage to a PNG pass its checksums, so that it reaches the code behind them.</summary>
internal static class PngChecksums
{
    private const int SignatureLength = 8;

    public static void Repair(Span<byte> data)
    {
        if (data.Length < SignatureLength || data[0] != 0x89) return;
        var rest = data[SignatureLength..];
        while (rest.Length >= 12)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12) return;
            var content = rest[4..(8 + (int)length)];
            BinaryPrimitives.WriteUInt32BigEndian(rest[(8 + (int)length)..], Crc32(content));
            rest = rest[(12 + (int)length)..];
        }
    }

    /// <summary>Source: the PNG specification, annex D.</summary>
    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
