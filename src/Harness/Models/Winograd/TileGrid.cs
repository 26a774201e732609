using static TorchSharp.torch;

namespace Harness.Models.Winograd;

/// <summary>The tiles of 4×4 outputs that cover a batch, numbered row by row and image by image. The last ones of a row or a column may reach over the edge.</summary>
/// <param name="Images">How many images there are.</param>
/// <param name="Height">The height of each; that of the output is the same.</param>
/// <param name="Width">The width of each.</param>
internal readonly record struct TileGrid(int Images, int Height, int Width)
{
    /// <summary>How many outputs a side of a tile has.</summary>
    public const int Outputs = 4;

    /// <summary>How many inputs a side of a tile has, and how many products.</summary>
    public const int Side = Outputs + 2;

    /// <summary>The places of a transformed tile.</summary>
    public const int Places = Side * Side;

    /// <summary>Tiles in all images.</summary>
    public int Count => Images * Rows * Columns;

    private int Rows => (Height + Outputs - 1) / Outputs;

    private int Columns => (Width + Outputs - 1) / Outputs;

    /// <summary>The tiles of a batch.</summary>
    /// <param name="images">[N, C, H, W].</param>
    public static TileGrid Of(Tensor images) => new((int)images.shape[0], (int)images.shape[2], (int)images.shape[3]);

    /// <summary>Where a tile is.</summary>
    /// <param name="tile">Its number.</param>
    public TilePosition At(int tile)
    {
        var (row, column) = Math.DivRem(tile, Columns);
        return new(row / Rows, row % Rows * Outputs, column * Outputs);
    }
}
