using static TorchSharp.torch;

namespace Harness.Models.Winograd.Stems;

/// <summary>The tiles of 4×4 outputs of a 7×7 convolution with a stride of 2 and a padding of 3 over images of three colors.</summary>
/// <remarks>
/// A pixel's row and column are even or odd, and outputs combine pixels of each of these four kinds, each color for itself, in a convolution of up to 4×4 with a stride of 1. So every
/// other row and column of each color, here called a phase, takes the part of one channel. Output row r takes phase rows r − 2 to r + 1: row i of a phase's weights
/// multiplies phase row r − 2 + i.
/// </remarks>
/// <param name="Images">How many images there are.</param>
/// <param name="Height">The height of each.</param>
/// <param name="Width">The width of each.</param>
internal readonly record struct StemGrid(int Images, int Height, int Width)
{
    /// <summary>The colors of an image.</summary>
    public const int Colors = 3;

    /// <summary>How many rows and columns the kernel has.</summary>
    public const int Kernel = 7;

    /// <summary>The phases: by odd rows, odd columns and colors.</summary>
    public const int Phases = 4 * Colors;

    /// <summary>The numbers that are stored for a phase pixel: phases, and what fills a vector.</summary>
    public const int Pixel = 16;

    /// <summary>How many rows and columns of weights a phase has.</summary>
    public const int Taps = 4;

    /// <summary>How many outputs a side of a tile has.</summary>
    public const int Outputs = 4;

    /// <summary>How many inputs a side of a tile has, and how many products.</summary>
    public const int Side = Outputs + Taps - 1;

    /// <summary>The places of a transformed tile.</summary>
    public const int Places = Side * Side;

    /// <summary>How many phase rows lie above the first output, and columns left of it.</summary>
    public const int Before = 2;

    /// <summary>The height of the output.</summary>
    public int OutputHeight => (Height + 1) / 2;

    /// <summary>The width of the output.</summary>
    public int OutputWidth => (Width + 1) / 2;

    /// <summary>Rows of tiles in an image.</summary>
    public int Rows => (OutputHeight + Outputs - 1) / Outputs;

    /// <summary>Tiles in a row.</summary>
    public int Columns => (OutputWidth + Outputs - 1) / Outputs;

    /// <summary>The phase pixels that a row of tiles needs.</summary>
    public int PhaseColumns => (Columns * Outputs) + Side - Outputs;

    /// <summary>The tiles of a batch.</summary>
    /// <param name="images">[N, 3, H, W].</param>
    public static StemGrid Of(Tensor images) => new((int)images.shape[0], (int)images.shape[2], (int)images.shape[3]);
}
