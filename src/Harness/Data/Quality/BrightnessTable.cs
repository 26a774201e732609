using System.Runtime.Intrinsics;
using Harness.Data.Images;

namespace Harness.Data.Quality;

/// <summary>Sums of brightness from an image's upper left corner to some of its rows and columns, from which that of any rectangle between them follows. Each pixel is
/// read once.</summary>
/// <remarks>Brightness is red, green and blue with the weights of Rec. 601, in thousandths, so that all sums are whole numbers.</remarks>
internal sealed class BrightnessTable
{
    private const int Red = 299, Green = 587, Blue = 114;

    private readonly int[] _columns;
    private readonly int[] _rows;
    // [row, column], each one of those above.
    private readonly long[,] _sums;

    private BrightnessTable(int[] columns, int[] rows) => (_columns, _rows, _sums) = (columns, rows, new long[rows.Length, columns.Length]);

    /// <summary>Sums an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="columns">Where rectangles may begin and end: 0 to the image's width, in any order.</param>
    /// <param name="rows">The same from top to bottom.</param>
    /// <returns>The table.</returns>
    public static BrightnessTable Of(RgbImage image, IEnumerable<int> columns, IEnumerable<int> rows)
    {
        var table = new BrightnessTable([.. columns.Append(0).Distinct().Order()], [.. rows.Append(0).Distinct().Order()]);
        var band = new uint[image.Width * 3];
        for (var cut = 1; cut < table._rows.Length; cut++)
        {
            Array.Clear(band);
            for (var row = table._rows[cut - 1]; row < table._rows[cut]; row++) Add(image.Row(row), band);
            table.AddBand(cut, band);
        }
        return table;
    }

    /// <summary>The sum over a rectangle whose sides are among the rows and columns of the table.</summary>
    /// <param name="left">Its first column.</param>
    /// <param name="right">The column after its last.</param>
    /// <param name="top">Its first row.</param>
    /// <param name="bottom">The row after its last.</param>
    /// <returns>Thousandths of the steps of 0 to 255.</returns>
    public long Sum(int left, int right, int top, int bottom)
    {
        var (first, last) = (Array.BinarySearch(_columns, left), Array.BinarySearch(_columns, right));
        var (above, below) = (Array.BinarySearch(_rows, top), Array.BinarySearch(_rows, bottom));
        return _sums[below, last] - _sums[above, last] - _sums[below, first] + _sums[above, first];
    }

    private void AddBand(int row, uint[] band)
    {
        var (sum, pixel) = (0L, 0);
        for (var column = 0; column < _columns.Length; column++)
        {
            for (; pixel < _columns[column]; pixel++) sum += ((long)Red * band[pixel * 3]) + ((long)Green * band[(pixel * 3) + 1]) + ((long)Blue * band[(pixel * 3) + 2]);
            _sums[row, column] = _sums[row - 1, column] + sum;
        }
    }

    // Byte by byte, many at once. Vectors of this size are compiled before the program starts; larger ones gain less than compiling them takes.
    private static unsafe void Add(ReadOnlySpan<byte> row, Span<uint> sums)
    {
        var at = 0;
        fixed (byte* bytes = row)
        fixed (uint* totals = sums)
        {
            for (; at <= row.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
            {
                var values = Vector128.Load(bytes + at);
                Add(Vector128.WidenLower(values), totals + at);
                Add(Vector128.WidenUpper(values), totals + at + Vector128<ushort>.Count);
            }
            for (; at < row.Length; at++) totals[at] += bytes[at];
        }
    }

    private static unsafe void Add(Vector128<ushort> values, uint* sums)
    {
        (Vector128.Load(sums) + Vector128.WidenLower(values)).Store(sums);
        var rest = sums + Vector128<uint>.Count;
        (Vector128.Load(rest) + Vector128.WidenUpper(values)).Store(rest);
    }
}
