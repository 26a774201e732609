using static TorchSharp.torch;

namespace Harness.Models.BatchNormalization;

/// <summary>The windows of a pooling of 3×3 with a stride of 2 and a padding of 1: of each, what lies inside of the image.</summary>
/// <param name="Images">How many images there are.</param>
/// <param name="Height">The height of each.</param>
/// <param name="Width">The width of each.</param>
internal readonly record struct PoolingWindows(int Images, int Height, int Width)
{
    /// <summary>The rows of windows in all images.</summary>
    public int Rows => Images * ImageRows;

    /// <summary>The rows of windows in an image.</summary>
    public int ImageRows => (Height + 1) / 2;

    /// <summary>The windows of a row.</summary>
    public int Columns => (Width + 1) / 2;

    /// <summary>The windows of feature maps.</summary>
    /// <param name="maps">[N, C, H, W].</param>
    public static PoolingWindows Of(Tensor maps) => new((int)maps.shape[0], (int)maps.shape[2], (int)maps.shape[3]);

    /// <summary>A window.</summary>
    /// <param name="row">Its row, of all images.</param>
    /// <param name="column">Its column.</param>
    public PoolingWindow At(int row, int column)
    {
        var (image, imageRow) = Math.DivRem(row, ImageRows);
        var (top, height) = Clip(imageRow, Height);
        var (left, width) = Clip(column, Width);
        return new(((((nint)image * Height) + top) * Width) + left, height, width);
    }

    private static (int First, int Length) Clip(int window, int length)
    {
        var (first, end) = (Math.Max(0, (2 * window) - 1), Math.Min(length, (2 * window) + 2));
        return (first, end - first);
    }
}
