using System.Text;

namespace Harness.Data.Integrity;

/// <summary>Tells from the bytes of a file whether it is an image, for a JPEG or PNG also whether it is whole, and if not, what it is.</summary>
internal static class FileContent
{
    /// <summary>Looks for damage without decoding. The name of the file does not matter: a PNG called .jpg is an image.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <returns>What is wrong, to follow the file's name in a sentence; null when nothing is.</returns>
    public static string? FindProblem(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty) return "is empty (0 bytes)";
        if (file.StartsWith<byte>([0xFF, 0xD8, 0xFF])) return FindJpegProblem(file);
        if (PngStructure.IsPng(file)) return PngStructure.FindProblem(file);
        if (IsOtherImage(file)) return null;
        return $"is {Describe(file)}, not an image that is read";
    }

    // The decoder refuses a JPEG of which pixels are missing, in words less plain. It is content without the last two bytes, which Pillow is not.
    private static string? FindJpegProblem(ReadOnlySpan<byte> file) =>
        file.LastIndexOf<byte>([0xFF, 0xD9]) < 0 ? "is cut short: the JPEG ends before its end-of-image marker" : null;

    // Of these formats only decoding finds damage.
    private static bool IsOtherImage(ReadOnlySpan<byte> file) =>
        file.StartsWith("GIF8"u8) || file.StartsWith("BM"u8) || file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8)
        || (file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..12].SequenceEqual("WEBP"u8))
        || (file.Length > 2 && file[0] == 'P' && file[1] is >= (byte)'1' and <= (byte)'6' && (file[2] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'));

    private static string Describe(ReadOnlySpan<byte> file)
    {
        if (file.Length >= 12 && file[4..8].SequenceEqual("ftyp"u8))
            return file[8..12].SequenceEqual("avif"u8) ? "an AVIF image" : "a HEIC image or a film";
        var start = file[..Math.Min(file.Length, 24)];
        if (!IsText(start)) return "of an unknown format";
        return $"a text file (it begins with '{Encoding.ASCII.GetString(start).ReplaceLineEndings(" ").Trim()}')";
    }

    private static bool IsText(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept(TextBytes);

    private static readonly System.Buffers.SearchValues<byte> TextBytes =
        System.Buffers.SearchValues.Create([.. "\t\r\n"u8, .. Enumerable.Range(0x20, 0x5F).Select(code => (byte)code)]);
}
