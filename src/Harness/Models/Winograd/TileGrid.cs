namespace Harness.Models.Winograd;

/// <summary>The tiles of 2×2 outputs that cover the images of a batch, numbered row by row and image by image. Where a side is odd, the last ones reach over it.</summary>
/// <param name="Images">How many images there are.</param>
/// <param name="Height">The height of each; that of the output is the same.</param>
/// <param name="Width">The width of each.</param>
internal readonly record struct TileGrid(int Images, int Height, int Width)
{
    /// <summary>Rows of tiles in an image.</summary>
    public int Rows => (Height + 1) / 2;

    /// <summary>Tiles in a row.</summary>
    public int Columns => (Width + 1) / 2;

    /// <summary>Tiles in all images.</summary>
    public int Count => Images * Rows * Columns;

    /// <summary>Divides tiles that follow each other into those of each row.</summary>
    /// <param name="first">The number of the first.</param>
    /// <param name="count">How many.</param>
    /// <returns>The tiles of each row, with how many come before them.</returns>
    public IEnumerable<(TileRun Run, int Offset)> Runs(int first, int count)
    {
        for (var offset = 0; offset < count;)
        {
            var (row, column) = Math.DivRem(first + offset, Columns);
            var run = new TileRun(row / Rows, row % Rows, column, Math.Min(Columns - column, count - offset));
            yield return (run, offset);
            offset += run.Length;
        }
    }
}
