using Harness.Data.Images;

namespace Harness.Data.Integrity;

/// <summary>Tells a JPEG whose pixels end before its end marker, as a download that was mended by a tool has it.</summary>
/// <remarks>
/// libjpeg-turbo fills such an image up with gray and says nothing. Whether the pixels are all there is found by adding bytes to them: behind whole ones
/// they are never read, behind too few they become pixels, and the image is another.
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
        // Missing pixels of the usual kind of file are gray; those of the others are coarse, and cannot be seen so easily.
        if (HasOneScan(file) && !EndsGray(image)) return null;
        var end = file.LastIndexOf<byte>([0xFF, 0xD9]);
        while (end > 0 && file[end - 1] == 0xFF) end--;
        using var other = JpegImage.Decode([.. file[..end], .. Enumerable.Repeat(FillerByte, Filler), .. file[end..]]);
        return other.Pixels.SequenceEqual(image.Pixels) ? null : "is cut short: pixels are missing before the JPEG's end-of-image marker";
    }

    private static bool HasOneScan(ReadOnlySpan<byte> file) => file.Count<byte>([0xFF, 0xDA]) == 1;

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
