using System.Buffers.Binary;
using System.IO.Compression;

namespace ScottPlot.Tests;

/// <summary>Reads PNG of 8 bits RGB or RGBA (opaque images are written as RGB) without the library that wrote it.</summary>
internal sealed class PngImage
{
    private static readonly byte[] Signature = [137, 80, 78, 71, 13, 10, 26, 10];

    private readonly byte[] _pixels;
    private readonly int _channels;

    private PngImage(int width, int height, int channels, byte[] pixels)
    {
        Width = width;
        Height = height;
        _channels = channels;
        _pixels = pixels;
    }

    public int Width { get; }

    public int Height { get; }

    public static PngImage Render(Plot plot, int width = 400, int height = 300) =>
        Decode(plot.GetImageBytes(width, height, ImageFormat.Png));

    public static PngImage Decode(byte[] file)
    {
        Assert.Equal(Signature, file[..8]);
        int width = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16));
        int height = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20));
        Assert.Equal(8, file[24]);
        int channels = file[25] switch { 2 => 3, 6 => 4, var other => throw new InvalidDataException($"PNG colour type {other}") };
        using MemoryStream compressed = new();
        for (int offset = 8; offset < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(offset));
            if (file.AsSpan(offset + 4, 4).SequenceEqual("IDAT"u8))
                compressed.Write(file, offset + 8, length);
            offset += length + 12;
        }

        compressed.Position = 0;
        using ZLibStream data = new(compressed, CompressionMode.Decompress);
        return new PngImage(width, height, channels, Unfilter(data, width, height, channels));
    }

    public Color this[int x, int y]
    {
        get
        {
            int index = (y * Width + x) * _channels;
            byte alpha = _channels == 4 ? _pixels[index + 3] : byte.MaxValue;
            return new Color(_pixels[index], _pixels[index + 1], _pixels[index + 2], alpha);
        }
    }

    public int Count(Color color) => Positions(color).Count();

    public IEnumerable<(int X, int Y)> Positions(Color color) =>
        from y in Enumerable.Range(0, Height)
        from x in Enumerable.Range(0, Width)
        where this[x, y] == color
        select (x, y);

    /// <summary>The colours along the outermost row or column of pixels on all four sides.</summary>
    public IEnumerable<Color> Border() =>
    [
        .. Enumerable.Range(0, Width).SelectMany(x => new[] { this[x, 0], this[x, Height - 1] }),
        .. Enumerable.Range(0, Height).SelectMany(y => new[] { this[0, y], this[Width - 1, y] }),
    ];

    private static byte[] Unfilter(Stream data, int width, int height, int channels)
    {
        int stride = width * channels;
        byte[] pixels = new byte[stride * height];
        byte[] row = new byte[stride];
        for (int y = 0; y < height; y++)
        {
            int filter = data.ReadByte();
            data.ReadExactly(row);
            for (int i = 0; i < stride; i++)
            {
                int left = i >= channels ? pixels[y * stride + i - channels] : 0;
                int above = y > 0 ? pixels[(y - 1) * stride + i] : 0;
                int corner = i >= channels && y > 0 ? pixels[(y - 1) * stride + i - channels] : 0;
                int predicted = filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => above,
                    3 => (left + above) / 2,
                    4 => Paeth(left, above, corner),
                    _ => throw new InvalidDataException($"PNG filter {filter}"),
                };
                pixels[y * stride + i] = (byte)(row[i] + predicted);
            }
        }

        return pixels;
    }

    private static int Paeth(int left, int above, int corner)
    {
        int estimate = left + above - corner;
        (int toLeft, int toAbove, int toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
