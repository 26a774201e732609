using System.Buffers.Binary;
using Harness.Data.Images;

namespace Harness.Data.Integrity;

/// <summary>Recognizes a JPEG whose pixels end before its end marker, such as a download that a tool has repaired.</summary>
/// <remarks>
/// libjpeg-turbo fills such an image up with gray and says nothing. Whether the pixels are all there is found by adding bytes to them: after whole ones
/// they are never read, after too few they become pixels, and the image changes.
/// </remarks>
internal static class JpegPixels
{
    private const int Filler = 256;
    private const byte FillerByte = 0xA5;
    private const byte Gray = 128;
    private const int Block = 8;

    /// <summary>Looks for missing pixels.</summary>
    /// <param name="file">The bytes of a JPEG that has an end marker.</param>
    /// <param name="image">The image that was decoded from it.</param>
    /// <returns>What is wrong, to follow the file's name in a sentence; null when nothing is.</returns>
    public static string? FindProblem(ReadOnlySpan<byte> file, RgbImage image)
    {
        var scan = FirstScan(file);
        // A pair of images in one file has two end markers, and a thumbnail has one before the scan.
        var length = file[scan..].IndexOf<byte>([0xFF, 0xD9]);
        if (length < 0) return null;
        // Missing pixels of the usual kind of file are gray; those of files with several scans are coarse, and harder to detect.
        if (file.Slice(scan, length).Count<byte>([0xFF, 0xDA]) == 1 && !EndsGray(image)) return null;
        return IsOtherWithMore(file, scan + length, image) ? "is cut short: pixels are missing before the JPEG's end-of-image marker" : null;
    }

    // Thumbnails and the like are in segments before it, which say how long they are.
    private static int FirstScan(ReadOnlySpan<byte> file)
    {
        var at = 2;
        while (at + 4 <= file.Length && file[at] == 0xFF && file[at + 1] != 0xDA) at += file[at + 1] == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        return Math.Min(at, file.Length);
    }

    private static bool IsOtherWithMore(ReadOnlySpan<byte> file, int end, RgbImage image)
    {
        while (end > 0 && file[end - 1] == 0xFF) end--;
        var longer = new byte[file.Length + Filler];
        file[..end].CopyTo(longer);
        longer.AsSpan(end, Filler).Fill(FillerByte);
        file[end..].CopyTo(longer.AsSpan(end + Filler));
        try
        {
            using var other = JpegImage.Decode(longer);
            return !other.Pixels.SequenceEqual(image.Pixels);
        }
        catch (ImageContentException)
        {
            // What was added is not image data; that says nothing about the file itself.
            return false;
        }
    }

    private static bool EndsGray(RgbImage image)
    {
        for (var y = Math.Max(0, image.Height - Block); y < image.Height; y++)
        {
            var row = image.Row(y)[..(image.Width * 3)];
            if (row[Math.Max(0, (image.Width - Block) * 3)..].ContainsAnyExcept(Gray)) return false;
        }
        return true;
    }
}
