using System.Buffers.Binary;

namespace Harness.Data.Images;

/// <summary>Up to where the pixels of a TIFF file's first page reach.</summary>
/// <remarks>Source: TIFF revision 6.0, sections 2, 3 and 15.</remarks>
internal static class TiffLength
{
    private const int EntrySize = 12;
    private const int ShortType = 3, LongType = 4;
    private const int Width = 256, Height = 257, BitsPerSample = 258, Compression = 259, SamplesPerPixel = 277, RowsPerStrip = 278, Planes = 284;
    private const int StripOffsets = 273, StripByteCounts = 279, TileOffsets = 324, TileByteCounts = 325;
    private static readonly int[] Used =
        [Width, Height, BitsPerSample, Compression, SamplesPerPixel, RowsPerStrip, Planes, StripOffsets, StripByteCounts, TileOffsets, TileByteCounts];

    private const long Uncompressed = 1, Interleaved = 1;
    private const int DirectoryAt = 4, EntriesAt = 2, CountAt = 4, ValueAt = 8;

    /// <summary>Reads where the strips or tiles are.</summary>
    /// <param name="file">The bytes of a TIFF file whose header was found to be readable.</param>
    /// <returns>The bytes that a file with a whole first page has at least; 0 where it does not say.</returns>
    public static long Of(ReadOnlySpan<byte> file)
    {
        var isLittle = file.StartsWith("II*\0"u8);
        if (!isLittle && !file.StartsWith("MM\0*"u8)) return 0;
        long directory = UInt32(file, DirectoryAt, isLittle);
        if (directory + EntriesAt > file.Length) return directory + EntriesAt;
        var entries = UInt16(file, (int)directory, isLittle);
        long end = directory + EntriesAt + (entries * EntrySize);
        if (end > file.Length) return end;

        var values = new Dictionary<int, List<long>>();
        for (var entry = (int)directory + EntriesAt; entry < end; entry += EntrySize)
        {
            // No others: a file may name 65,535 tags, and all of them may claim the rest of it as their values.
            if (Array.IndexOf(Used, UInt16(file, entry, isLittle)) >= 0 && Values(file, entry, isLittle) is { } read) values[UInt16(file, entry, isLittle)] = read;
        }
        return EndOf(values);
    }

    private static long EndOf(Dictionary<int, List<long>> values)
    {
        var offsets = values.GetValueOrDefault(StripOffsets) ?? values.GetValueOrDefault(TileOffsets);
        var sizes = values.GetValueOrDefault(StripByteCounts) ?? values.GetValueOrDefault(TileByteCounts);
        if (offsets is null || sizes is null) return 0;
        return offsets.Zip(sizes).Select((strip, place) => strip.First + Math.Min(strip.Second, LargestStrip(values, place))).DefaultIfEmpty().Max();
    }

    // Some programs write the size of a whole strip also for the last one, which is shorter. What its rows need is known where they are neither compressed nor in tiles.
    private static long LargestStrip(Dictionary<int, List<long>> values, int place)
    {
        long First(int tag, long otherwise) => values.GetValueOrDefault(tag)?.FirstOrDefault(otherwise) ?? otherwise;
        if (First(Compression, Uncompressed) != Uncompressed || First(Planes, Interleaved) != Interleaved || values.ContainsKey(TileOffsets)) return long.MaxValue;
        var rows = Math.Min(First(RowsPerStrip, uint.MaxValue), First(Height, 0));
        var rowBytes = ((First(Width, 0) * First(SamplesPerPixel, 1) * First(BitsPerSample, 1)) + 7) / 8;
        return Math.Max(0, Math.Min(rows, First(Height, 0) - (place * rows))) * rowBytes;
    }

    // Null for none that can be read.
    private static List<long>? Values(ReadOnlySpan<byte> file, int entry, bool isLittle)
    {
        var type = UInt16(file, entry + 2, isLittle);
        if (type is not (ShortType or LongType)) return null;
        var size = type == ShortType ? 2 : 4;
        long count = UInt32(file, entry + CountAt, isLittle);
        // Values that fit into the entry are in it.
        long at = count * size <= 4 ? entry + ValueAt : UInt32(file, entry + ValueAt, isLittle);
        if (at + (count * size) > file.Length) return null;
        var values = new List<long>();
        for (var i = (int)at; i < at + (count * size); i += size) values.Add(type == ShortType ? UInt16(file, i, isLittle) : UInt32(file, i, isLittle));
        return values;
    }

    private static ushort UInt16(ReadOnlySpan<byte> file, int at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(file[at..]) : BinaryPrimitives.ReadUInt16BigEndian(file[at..]);

    private static uint UInt32(ReadOnlySpan<byte> file, int at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(file[at..]) : BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
}
