using Harness.Data.Images;

namespace Harness.Data.Integrity;

/// <summary>Determines from the bytes of a file whether it is an image, for a JPEG or PNG also whether it is complete, and otherwise what it is.</summary>
internal static class FileContent
{
    /// <summary>Looks for damage without decoding. The name of the file does not matter: a PNG called .jpg is an image.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <returns>What is wrong, to follow the file's name in a sentence; null when nothing is.</returns>
    public static string? FindProblem(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty) return "is empty (0 bytes)";
        if (IsJpeg(file)) return FindJpegProblem(file);
        if (PngStructure.IsPng(file)) return PngStructure.FindProblem(file);
        if (IsOtherImage(file)) return null;
        return $"is {OtherContent.Describe(file)}, not a supported image";
    }

    /// <summary>Looks for pixels that a decoder has invented because they are missing.</summary>
    /// <param name="file">The bytes of a file for which <see cref="FindProblem"/> is null.</param>
    /// <param name="image">What was decoded from it.</param>
    /// <returns>What is wrong, to follow the file's name in a sentence; null when nothing is.</returns>
    public static string? FindMissingPixels(ReadOnlySpan<byte> file, RgbImage image) => IsJpeg(file) ? JpegPixels.FindProblem(file, image) : null;

    // The decoder also refuses a JPEG with missing pixels, with a less clear message. It accepts one without its last two bytes, which Pillow does not.
    private static string? FindJpegProblem(ReadOnlySpan<byte> file) =>
        file.LastIndexOf<byte>([0xFF, 0xD9]) < 0 ? "is cut short: the JPEG ends before its end-of-image marker" : null;

    private static bool IsJpeg(ReadOnlySpan<byte> file) => file.StartsWith<byte>([0xFF, 0xD8, 0xFF]);

    // For these formats only decoding finds damage.
    private static bool IsOtherImage(ReadOnlySpan<byte> file) =>
        file.StartsWith("GIF8"u8) || file.StartsWith("BM"u8) || file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8)
        || (file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..12].SequenceEqual("WEBP"u8))
        || (file.Length > 2 && file[0] == 'P' && file[1] is >= (byte)'1' and <= (byte)'6' && (file[2] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'));
}
