using Harness.Data.Images;

namespace Harness.Data.Quality;

/// <summary>A coarse fingerprint of an image in 128 bits: whether it gets brighter from left to right and from top to bottom, on a grid of eight by eight.</summary>
/// <remarks>
/// The same scene in another size, quality or tint has nearly the same bits; images that have nothing in common differ in half of them. Source: the
/// difference hash, Neal Krawetz 2013, https://www.hackerfactor.com/blog/index.php?/archives/529-Kind-of-Like-That.html, here in both directions.
/// </remarks>
internal static class Fingerprint
{
    /// <summary>The number of bits in which images of one scene differ at most. On 4,317 photographs of flowers every one of the 30 pairs with as many or fewer, which
    /// were looked at, is one scene; pairs that are not begin at twenty.</summary>
    public const int SameScene = 12;

    private const int Grid = 8;

    // A smaller difference is noise, and plain areas have nothing but noise: an image that is mostly plain has no fingerprint.
    private const double Noise = 1;
    private const int LeastTold = 96;

    /// <summary>Computes it.</summary>
    /// <param name="image">Any image.</param>
    /// <returns>The bits; null for an image that is mostly plain, such as a digit on black.</returns>
    public static UInt128? Of(RgbImage image)
    {
        if (image.Width <= Grid || image.Height <= Grid) return null;
        var (columns, moreColumns) = (Cuts(image.Width, Grid), Cuts(image.Width, Grid + 1));
        var (rows, moreRows) = (Cuts(image.Height, Grid), Cuts(image.Height, Grid + 1));
        var table = BrightnessTable.Of(image, [.. columns, .. moreColumns], [.. rows, .. moreRows]);
        var wide = Means(table, moreColumns, rows);
        var high = Means(table, columns, moreRows);
        var (bits, told) = (UInt128.Zero, 0);
        for (var y = 0; y < Grid; y++)
        {
            for (var x = 0; x < Grid; x++)
            {
                Add(wide[y, x + 1] - wide[y, x]);
                Add(high[y + 1, x] - high[y, x]);
            }
        }
        return told < LeastTold ? null : bits;

        void Add(double difference)
        {
            bits = (bits << 1) | (difference > 0 ? UInt128.One : UInt128.Zero);
            if (Math.Abs(difference) >= Noise) told++;
        }
    }

    // The mean brightness of each cell.
    private static double[,] Means(BrightnessTable table, int[] columns, int[] rows)
    {
        var means = new double[rows.Length - 1, columns.Length - 1];
        for (var row = 0; row < rows.Length - 1; row++)
        {
            for (var column = 0; column < columns.Length - 1; column++)
            {
                var (left, right, top, bottom) = (columns[column], columns[column + 1], rows[row], rows[row + 1]);
                means[row, column] = table.Sum(left, right, top, bottom) / (1000.0 * (right - left) * (bottom - top));
            }
        }
        return means;
    }

    // Where so many equal parts of a side begin and end.
    private static int[] Cuts(int side, int parts) => [.. Enumerable.Range(0, parts + 1).Select(part => side * part / parts)];
}
