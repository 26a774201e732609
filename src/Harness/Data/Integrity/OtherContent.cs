using System.Buffers;
using System.Text;

namespace Harness.Data.Integrity;

/// <summary>Names the content of a file that is not an image of a supported format: phones name HEIC pictures .jpg, and downloads end in web pages and pointers.</summary>
internal static class OtherContent
{
    private const string LargeFilePointer = "version https://git-lfs.github.com/spec/";

    // What files begin with, after a number of bytes. Sources: the formats' own specifications.
    private static readonly (int Offset, byte[] Bytes, string Name)[] Beginnings =
    [
        (4, "ftypavif"u8.ToArray(), "an AVIF image"),
        (4, "ftypavis"u8.ToArray(), "an AVIF image"),
        (4, "ftyphei"u8.ToArray(), "a HEIC image"),
        (4, "ftyphev"u8.ToArray(), "a HEIC image"),
        (4, "ftypmif1"u8.ToArray(), "a HEIF image"),
        (4, "ftypmsf1"u8.ToArray(), "a HEIF image"),
        (4, "ftypcrx "u8.ToArray(), "a raw image of a Canon camera"),
        (4, "ftyp"u8.ToArray(), "a film"),
        (4, "jP  \r\n"u8.ToArray(), "a JPEG 2000 image"),
        (0, [0xFF, 0x4F, 0xFF, 0x51], "a JPEG 2000 image"),
        (4, "JXL \r\n"u8.ToArray(), "a JPEG XL image"),
        (0, [0xFF, 0x0A], "a JPEG XL image"),
        (0, "8BPS"u8.ToArray(), "a Photoshop document"),
        (0, "gimp xcf"u8.ToArray(), "a GIMP document"),
        (0, "qoif"u8.ToArray(), "a QOI image"),
        (0, "DDS "u8.ToArray(), "a DDS texture"),
        (0, [0x76, 0x2F, 0x31, 0x01], "an OpenEXR image"),
        (0, [0, 0, 1, 0], "an icon"),
        (0, "FUJIFILMCCD-RAW"u8.ToArray(), "a raw image of a Fujifilm camera"),
        (0, "%PDF"u8.ToArray(), "a PDF document"),
        (0, "%!PS"u8.ToArray(), "a PostScript document"),
        (0, "PK\u0003\u0004"u8.ToArray(), "a ZIP archive"),
        (0, [0x1F, 0x8B], "a gzip archive"),
        (0, "Rar!"u8.ToArray(), "a RAR archive"),
        (0, "7z\u00BC\u00AF"u8.ToArray(), "a 7-Zip archive"),
    ];

    private static readonly SearchValues<byte> TextBytes = SearchValues.Create([.. "\t\r\n"u8, .. Enumerable.Range(0x20, 0x5F).Select(code => (byte)code)]);

    /// <summary>Names it.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <returns>To follow "is": <c>a HEIC image</c>.</returns>
    public static string Describe(ReadOnlySpan<byte> file)
    {
        foreach (var (offset, bytes, name) in Beginnings)
        {
            if (file.Length >= offset + bytes.Length && file.Slice(offset, bytes.Length).SequenceEqual(bytes)) return name;
        }
        var start = file[..Math.Min(file.Length, 64)];
        return start.ContainsAnyExcept(TextBytes) ? "of an unknown format" : DescribeText(Encoding.ASCII.GetString(start));
    }

    private static string DescribeText(string start)
    {
        if (start.StartsWith(LargeFilePointer, StringComparison.Ordinal)) return "a Git LFS pointer ('git lfs pull' gets the image)";
        var text = start.TrimStart();
        if (text.StartsWith("<svg", StringComparison.OrdinalIgnoreCase)) return "an SVG drawing";
        if (text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)) return "a web page";
        return $"a text file (it begins with '{start[..Math.Min(start.Length, 24)].ReplaceLineEndings(" ").Trim()}')";
    }
}
