namespace ScottPlot;

/// <summary>A finished picture in memory.</summary>
public class Image : IDisposable
{
    private readonly CairoCanvas _canvas;

    internal Image(CairoCanvas canvas, int width, int height)
    {
        _canvas = canvas;
        Width = width;
        Height = height;
    }

    public int Width { get; }

    public int Height { get; }

    /// <exception cref="NotSupportedException">The format is one that cairo cannot write: JPEG or WebP.</exception>
    public byte[] GetImageBytes(ImageFormat format = ImageFormat.Png, int quality = 100) => format switch
    {
        ImageFormat.Png => _canvas.EncodePng(),
        ImageFormat.Bmp => BitmapEncoder.Encode(_canvas.ReadPixels(), Width, Height),
        ImageFormat.Svg => throw new ArgumentException("An image of pixels cannot become SVG; use Plot.SaveSvg or Plot.GetSvgXml."),
        _ => throw new NotSupportedException($"{format} is not written by this build over cairo; save as PNG, BMP or SVG."),
    };

    public SavedImageInfo SavePng(string path) => Save(path, ImageFormat.Png);

    public SavedImageInfo SaveBmp(string path) => Save(path, ImageFormat.Bmp);

    public SavedImageInfo Save(string path, ImageFormat format = ImageFormat.Png, int quality = 85)
    {
        byte[] bytes = GetImageBytes(format, quality);
        File.WriteAllBytes(path, bytes);
        return new SavedImageInfo(path, bytes.Length);
    }

    public void Dispose()
    {
        _canvas.Dispose();
        GC.SuppressFinalize(this);
    }
}
