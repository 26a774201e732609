using System.Buffers.Binary;

namespace Harness.Data.Images;

/// <summary>How long a WebP file says that it is.</summary>
/// <remarks>Source: RFC 9649, section 2.4.</remarks>
internal static class WebpLength
{
    private const int SizeAt = 4;
    private const int BytesBefore = 8;

    /// <summary>Reads it from the header.</summary>
    /// <param name="file">The bytes of a WebP file whose header was found to be readable.</param>
    /// <returns>The bytes that a whole file has at least.</returns>
    public static long Of(ReadOnlySpan<byte> file) => file.Length < BytesBefore ? BytesBefore : BytesBefore + (long)BinaryPrimitives.ReadUInt32LittleEndian(file[SizeAt..]);
}
