using SkiaSharp;

namespace Harness.Reporting.Html;

/// <summary>Takes the pictures of training images into the page, smaller: the files beside it have them in full.</summary>
internal static class PagePictures
{
    private const int Width = 1000;
    private const int Quality = 78;

    /// <summary>Reads the pictures that exist.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The results folder.</param>
    /// <returns>The pictures, in the report's order.</returns>
    public static IReadOnlyList<PagePicture> Of(ReportContent report, string folder) =>
    [
        .. report.Charts.Where(picture => picture.Technique is null && picture.File.EndsWith(".jpg", StringComparison.Ordinal))
            .Select(picture => (Picture: picture, Path: Path.Combine([folder, .. picture.File.Split('/')]))).Where(picture => File.Exists(picture.Path))
            .AsParallel().AsOrdered()
            .Select(picture => new PagePicture(picture.Picture.Title, $"data:image/jpeg;base64,{Convert.ToBase64String(Shrunk(picture.Path))}")),
    ];

    private static byte[] Shrunk(string path)
    {
        using var picture = SKBitmap.Decode(path);
        if (picture.Width <= Width) return File.ReadAllBytes(path);
        using var small = picture.Resize(new SKSizeI(Width, picture.Height * Width / picture.Width), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var encoded = small.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return encoded.ToArray();
    }
}
