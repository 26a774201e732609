using System.Buffers.Binary;

namespace SixLabors.ImageSharp.Metadata.Profiles.Exif;

/// <summary>Finds the EXIF block of an encoded image by walking over its segments or chunks.</summary>
internal static class ExifLocator
{
    private const byte App1 = 0xE1;
    private const byte StartOfScan = 0xDA;
    private const int PngSignatureLength = 8;

    /// <summary>The first APP1 segment that is EXIF (XMP is APP1 too), before the first scan.</summary>
    internal static ExifProfile? InJpeg(ReadOnlySpan<byte> data)
    {
        var rest = data[2..];
        while (rest.Length >= 4 && rest[0] == 0xFF)
        {
            var marker = rest[1];
            if (marker == 0xFF)
            {
                // A fill byte.
                rest = rest[1..];
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (marker == StartOfScan || length < 2 || rest.Length < 2 + length) return null;
            var content = rest.Slice(4, length - 2);
            if (marker == App1 && content.StartsWith("Exif\0\0"u8)) return new ExifProfile(content.ToArray());
            rest = rest[(2 + length)..];
        }

        return null;
    }

    internal static ExifProfile? InPng(ReadOnlySpan<byte> data)
    {
        var rest = data[PngSignatureLength..];
        while (rest.Length >= 12)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12) return null;
            if (rest[4..].StartsWith("eXIf"u8)) return new ExifProfile(rest.Slice(8, (int)length).ToArray());
            rest = rest[(12 + (int)length)..];
        }

        return null;
    }
}
