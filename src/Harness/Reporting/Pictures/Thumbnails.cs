using Harness.Running;
using SkiaSharp;

namespace Harness.Reporting.Pictures;

/// <summary>Small copies of some images, read on all cores.</summary>
internal sealed class Thumbnails : IDisposable
{
    private readonly IReadOnlyList<SampleImage> _images;
    private readonly SKImage?[] _pictures;

    /// <summary>Reads them.</summary>
    /// <param name="images">The images.</param>
    public Thumbnails(IReadOnlyList<SampleImage> images)
    {
        (_images, _pictures) = (images, new SKImage?[images.Count]);
        Together.Do(Enumerable.Range(0, images.Count).Select(index => (Action)(() => _pictures[index] = Thumbnail.Of(images[index].File, ImageSheet.PictureSide))));
    }

    /// <summary>Makes the cells of a sheet.</summary>
    /// <param name="cell">Makes one from an image and its small copy, which is null where it cannot be read.</param>
    /// <returns>The cells, in the order of the images.</returns>
    public IReadOnlyList<SheetCell> Cells(Func<SampleImage, SKImage?, SheetCell> cell) => [.. _images.Zip(_pictures, cell)];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var picture in _pictures) picture?.Dispose();
    }
}
