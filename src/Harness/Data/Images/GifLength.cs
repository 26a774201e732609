namespace Harness.Data.Images;

/// <summary>Up to where the first frame of a GIF reaches.</summary>
/// <remarks>Source: GIF89a specification, sections 15 to 26.</remarks>
internal static class GifLength
{
    private const byte Extension = 0x21, Frame = 0x2C, Trailer = 0x3B;
    private const int ColorsOfScreenAt = 10, ScreenEnd = 13;
    private const int ColorsOfFrameAt = 9, FrameEnd = 10;

    /// <summary>Walks the blocks up to the end of the first frame.</summary>
    /// <param name="file">The bytes of a GIF whose header was found to be readable.</param>
    /// <returns>The bytes that a file with a whole first frame has at least; 0 where there are blocks that the format does not know.</returns>
    public static long Of(ReadOnlySpan<byte> file)
    {
        if (file.Length < ScreenEnd) return ScreenEnd;
        var position = ScreenEnd + ColorTable(file[ColorsOfScreenAt]);
        while (position < file.Length && file[position] == Extension) position = EndOfBlocks(file, position + 2);
        if (position < file.Length && file[position] != Frame) return 0;
        if (position + FrameEnd >= file.Length) return position + FrameEnd + 1;
        // A byte for the size of codes comes before the pixels.
        return EndOfPixels(file, position + FrameEnd + ColorTable(file[position + ColorsOfFrameAt]) + 1);
    }

    private static int ColorTable(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    // Each begins with its length; the last has none.
    private static int EndOfBlocks(ReadOnlySpan<byte> file, int position)
    {
        while (position < file.Length && file[position] != 0) position += 1 + file[position];
        return position + 1;
    }

    // Some programs leave out the empty block after the pixels: then the file ends after another block, or with its last mark in place of one.
    private static long EndOfPixels(ReadOnlySpan<byte> file, int position)
    {
        if (position >= file.Length || (position == file.Length - 1 && file[position] == Trailer)) return file.Length + 1L;
        while (position < file.Length && file[position] != 0)
        {
            if (position == file.Length - 1 && file[position] == Trailer) return file.Length;
            position += 1 + file[position];
        }
        return position;
    }
}
