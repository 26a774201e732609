namespace SixLabors.ImageSharp.Processing;

/// <summary>Padding: the image stays as it is, in the middle of a larger canvas.</summary>
public static class PadExtensions
{
    public static IImageProcessingContext Pad(this IImageProcessingContext source, int width, int height) => source.Pad(width, height, default);

    /// <summary>A side shorter than the image's is taken as the image's.</summary>
    public static IImageProcessingContext Pad(this IImageProcessingContext source, int width, int height, Color color)
    {
        var size = source.GetCurrentSize();
        return source.Resize(new ResizeOptions
        {
            Size = new Size(Math.Max(width, size.Width), Math.Max(height, size.Height)),
            Mode = ResizeMode.BoxPad,
            Sampler = KnownResamplers.NearestNeighbor,
            PadColor = color,
        });
    }
}
