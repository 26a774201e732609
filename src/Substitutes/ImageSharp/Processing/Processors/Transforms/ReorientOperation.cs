using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Processing.Processors.Transforms;

/// <summary>One of the eight ways to lay an image on the grid: pixel (x, y) comes from (x, y), or from (y, x) when transposed, counted
/// from the other end of the source where mirrored.</summary>
internal sealed record ReorientOperation(bool IsTransposed, bool IsMirroredX, bool IsMirroredY) : IOperation
{
    internal static ReorientOperation Rotate90 { get; } = new(true, false, true);

    internal static ReorientOperation Rotate180 { get; } = new(false, true, true);

    internal static ReorientOperation Rotate270 { get; } = new(true, true, false);

    internal static ReorientOperation FlipHorizontal { get; } = new(false, true, false);

    internal static ReorientOperation FlipVertical { get; } = new(false, false, true);

    internal static ReorientOperation Transpose { get; } = new(true, false, false);

    internal static ReorientOperation Transverse { get; } = new(true, true, true);

    public void Apply<TPixel>(Image<TPixel> image)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        var (width, height) = image.Size;
        var source = image.Buffer.Pixels;
        var target = IsTransposed ? new PixelBuffer<TPixel>(height, width) : new PixelBuffer<TPixel>(width, height);
        var startX = IsMirroredX ? width - 1 : 0;
        var startY = IsMirroredY ? height - 1 : 0;
        var acrossX = IsMirroredX ? -1 : 1;
        var acrossY = IsMirroredY ? -width : width;
        var (stepX, stepY) = IsTransposed ? (acrossY, acrossX) : (acrossX, acrossY);
        var start = (startY * width) + startX;
        for (var y = 0; y < target.Height; y++)
        {
            var row = target.Row(y);
            var position = start + (y * stepY);
            for (var x = 0; x < row.Length; x++, position += stepX) row[x] = source[position];
        }

        image.Replace(target);
    }
}
