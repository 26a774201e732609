using Harness.Data.Images;
using Harness.Running.Collecting;
using SkiaSharp;

namespace Harness.Reporting.Pictures;

/// <summary>Small copies of some images, read on all cores.</summary>
internal sealed class Thumbnails : IDisposable
{
    private readonly IReadOnlyList<SampleImage> _images;
    private readonly SKImage?[] _pictures;

    /// <summary>Reads them.</summary>
    /// <param name="images">The images.</param>
    /// <param name="transform">What happens to each before it is made small; null for nothing.</param>
    public Thumbnails(IReadOnlyList<SampleImage> images, Func<SampleImage, RgbImage, RgbImage>? transform = null)
    {
        (_images, _pictures) = (images, new SKImage?[images.Count]);
        Together.Do(images.Index().Select(image => (Action)(() => _pictures[image.Index] = Thumbnail.Of(
            image.Item.File, ImageSheet.PictureSide, transform is null ? null : pixels => transform(image.Item, pixels)))));
    }

    /// <summary>Makes the cells of a sheet.</summary>
    /// <param name="cell">Makes one from an image and its small copy, which is null if it cannot be read.</param>
    /// <returns>The cells, in the order of the images.</returns>
    public IReadOnlyList<SheetCell> Cells(Func<SampleImage, SKImage?, SheetCell> cell) => [.. _images.Zip(_pictures, cell)];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var picture in _pictures) picture?.Dispose();
    }
}
