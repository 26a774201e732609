using System.Buffers.Binary;

namespace Harness.Data.Integrity;

/// <summary>Walks the segments of a JPEG file from its first marker to its last, without decoding.</summary>
/// <remarks>Source: ITU-T T.81, annex B.</remarks>
internal static class JpegStructure
{
    private const byte StartOfScan = 0xDA, EndOfImage = 0xD9, FirstRestart = 0xD0, LastRestart = 0xD7, Temporary = 0x01;
    private const string CutShort = "is cut short: the JPEG ends before its end-of-image marker";

    /// <summary>Whether bytes begin as a JPEG file does.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <returns>True for the start-of-image marker and the beginning of another.</returns>
    public static bool IsJpeg(ReadOnlySpan<byte> file) => file.StartsWith<byte>([0xFF, 0xD8, 0xFF]);

    /// <summary>Looks for damage.</summary>
    /// <param name="file">A file for which <see cref="IsJpeg"/> holds.</param>
    /// <returns>What is wrong, to follow the file's name in a sentence; null when the end-of-image marker is reached after a scan.</returns>
    public static string? FindProblem(ReadOnlySpan<byte> file)
    {
        var position = 2;
        var scans = 0;
        while (NextMarker(file, ref position) is { } marker)
        {
            if (marker == EndOfImage) return scans > 0 ? null : "is a JPEG without image data";
            if (position + 2 > file.Length) return CutShort;
            position += BinaryPrimitives.ReadUInt16BigEndian(file[position..]);
            if (position > file.Length) return CutShort;
            if (marker == StartOfScan) scans++;
        }
        return CutShort;
    }

    // Finds the next marker that stands for itself: in the data of a scan, FF is followed by 00 (a byte of data), by a restart marker or by fill.
    // On return the position is that of the marker's length field.
    private static byte? NextMarker(ReadOnlySpan<byte> file, ref int position)
    {
        while (position < file.Length)
        {
            var offset = file[position..].IndexOf((byte)0xFF);
            if (offset < 0) return null;
            position += offset + 1;
            while (position < file.Length && file[position] == 0xFF) position++;
            if (position >= file.Length) return null;
            var marker = file[position++];
            if (marker is not 0 and not Temporary and not (>= FirstRestart and <= LastRestart)) return marker;
        }
        return null;
    }
}
