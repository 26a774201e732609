namespace ScottPlot;

/// <summary>A file format. This build writes <see cref="Png"/>, <see cref="Svg"/> and <see cref="Bmp"/>.</summary>
public enum ImageFormat
{
    Bmp,
    Jpeg,
    Png,
    Webp,
    Svg,
}

/// <summary>Finds formats by file name.</summary>
public static class ImageFormats
{
    public static ImageFormat FromFilename(string filename) => FromFileExtension(Path.GetExtension(filename));

    public static ImageFormat FromFileExtension(string ext) => ext.ToLowerInvariant() switch
    {
        ".jpg" or ".jpeg" => ImageFormat.Jpeg,
        ".png" => ImageFormat.Png,
        ".bmp" => ImageFormat.Bmp,
        ".webp" => ImageFormat.Webp,
        ".svg" => ImageFormat.Svg,
        _ => throw new ArgumentException($"unknown image format: '{ext}'; known are .png, .svg, .bmp, .jpg and .webp"),
    };
}
