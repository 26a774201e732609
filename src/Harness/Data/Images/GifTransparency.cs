namespace Harness.Data.Images;

/// <summary>Makes the first frame of a GIF opaque, so that transparent pixels keep the color of their index, as in Pillow's <c>convert("RGB")</c>.</summary>
/// <remarks>Source: GIF89a specification, sections 18 to 23.</remarks>
internal static class GifTransparency
{
    private const byte Extension = 0x21, GraphicControl = 0xF9;
    private const int HeaderSize = 13;

    /// <summary>Clears the flag of the transparent color.</summary>
    /// <param name="file">The bytes of a GIF.</param>
    /// <returns>The file itself when there is nothing to clear, else a copy.</returns>
    public static ReadOnlySpan<byte> Without(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderSize) return file;
        var position = HeaderSize + ((file[10] & 0x80) == 0 ? 0 : 3 << ((file[10] & 7) + 1));
        while (position + 3 < file.Length && file[position] == Extension)
        {
            if (file[position + 1] == GraphicControl && (file[position + 3] & 1) != 0)
            {
                var opaque = file.ToArray();
                opaque[position + 3] &= 0xFE;
                return opaque;
            }
            position += 2;
            while (position < file.Length && file[position] != 0) position += 1 + file[position];
            position++;
        }
        return file;
    }
}
