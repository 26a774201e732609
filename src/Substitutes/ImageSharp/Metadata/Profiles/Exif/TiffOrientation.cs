using System.Buffers.Binary;

namespace SixLabors.ImageSharp.Metadata.Profiles.Exif;

/// <summary>The orientation in the first directory of a TIFF block, in either byte order. Source: TIFF 6.0, section 2; EXIF 2.3, 4.6.2.</summary>
internal static class TiffOrientation
{
    private const ushort OrientationTag = 0x0112;
    private const ushort ByteType = 1;
    private const ushort ShortType = 3;
    private const ushort LongType = 4;
    private const int EntryLength = 12;

    private static ReadOnlySpan<byte> ExifPrefix => "Exif\0\0"u8;

    /// <summary>The stored value, whatever it is, or null where there is none or the block is damaged.</summary>
    internal static ushort? Read(ReadOnlySpan<byte> data)
    {
        var tiff = data.StartsWith(ExifPrefix) ? data[ExifPrefix.Length..] : data;
        if (tiff.Length < 8) return null;
        bool? order = tiff.StartsWith("II*\0"u8) ? true : tiff.StartsWith("MM\0*"u8) ? false : null;
        if (order is not { } isLittleEndian) return null;
        var start = Long(tiff[4..], isLittleEndian);
        if (start > tiff.Length - 2) return null;
        var directory = tiff[(int)start..];
        var count = Short(directory, isLittleEndian);
        var entries = directory[2..];
        for (; count > 0 && entries.Length >= EntryLength; count--, entries = entries[EntryLength..])
        {
            if (Short(entries, isLittleEndian) == OrientationTag) return Value(entries[..EntryLength], isLittleEndian);
        }

        return null;
    }

    /// <summary>A little-endian block of one directory with one entry.</summary>
    internal static byte[] Write(ushort orientation)
    {
        var block = new byte[8 + 2 + EntryLength + 4];
        "II*\0"u8.CopyTo(block);
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(4), 8);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(8), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(10), OrientationTag);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(12), ShortType);
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(14), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(18), orientation);
        return block;
    }

    /// <summary>Should be a short; some writers store a byte or a long.</summary>
    private static ushort? Value(ReadOnlySpan<byte> entry, bool isLittleEndian)
    {
        if (Long(entry[4..], isLittleEndian) != 1) return null;
        var value = Short(entry[2..], isLittleEndian) switch
        {
            ByteType => entry[8],
            ShortType => Short(entry[8..], isLittleEndian),
            LongType => Long(entry[8..], isLittleEndian),
            _ => uint.MaxValue,
        };
        return value <= ushort.MaxValue ? (ushort)value : null;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool isLittleEndian)
        => isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Long(ReadOnlySpan<byte> bytes, bool isLittleEndian)
        => isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
