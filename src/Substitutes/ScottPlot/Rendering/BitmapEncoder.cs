using System.Buffers.Binary;

namespace ScottPlot.Rendering;

/// <summary>Encodes pixels as an uncompressed Windows bitmap of 24 bits a pixel, on white where they are transparent.</summary>
internal static class BitmapEncoder
{
    private const int HeaderSize = 54;

    internal static byte[] Encode(uint[] pixels, int width, int height)
    {
        int stride = (width * 3 + 3) / 4 * 4;
        byte[] file = new byte[HeaderSize + stride * height];
        WriteHeader(file, width, height);
        for (int y = 0; y < height; y++)
        {
            // Rows are stored from the bottom up.
            int row = HeaderSize + (height - 1 - y) * stride;
            for (int x = 0; x < width; x++)
                WritePixel(file.AsSpan(row + 3 * x, 3), pixels[y * width + x]);
        }

        return file;
    }

    private static void WriteHeader(Span<byte> file, int width, int height)
    {
        file[0] = (byte)'B';
        file[1] = (byte)'M';
        BinaryPrimitives.WriteInt32LittleEndian(file[2..], file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file[10..], HeaderSize);
        BinaryPrimitives.WriteInt32LittleEndian(file[14..], 40);
        BinaryPrimitives.WriteInt32LittleEndian(file[18..], width);
        BinaryPrimitives.WriteInt32LittleEndian(file[22..], height);
        BinaryPrimitives.WriteInt16LittleEndian(file[26..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(file[28..], 24);
        BinaryPrimitives.WriteInt32LittleEndian(file[34..], file.Length - HeaderSize);
    }

    private static void WritePixel(Span<byte> target, uint premultiplied)
    {
        uint white = 255 - (premultiplied >> 24);
        target[0] = (byte)((premultiplied & 255) + white);
        target[1] = (byte)(((premultiplied >> 8) & 255) + white);
        target[2] = (byte)(((premultiplied >> 16) & 255) + white);
    }
}
