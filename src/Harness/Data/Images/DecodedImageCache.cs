using System.Collections.Concurrent;

namespace Harness.Data.Images;

/// <summary>Keeps decoded images within a budget, so that only the first epoch decodes. Safe to use from many threads.</summary>
/// <remarks>
/// First come, first kept, and nothing is ever evicted: an epoch visits every image once in a new order, so that no choice of victims
/// would hit more often, and an image in use can never vanish.
/// </remarks>
public sealed class DecodedImageCache
{
    private readonly ConcurrentDictionary<string, RgbImage> _images = new(StringComparer.Ordinal);
    private readonly long _budget;
    private long _used;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="budgetBytes">The most bytes of pixels to keep; 0 keeps nothing.</param>
    public DecodedImageCache(long budgetBytes) => _budget = budgetBytes;

    /// <summary>The number of images kept.</summary>
    public int Count => _images.Count;

    /// <summary>The bytes in use.</summary>
    public long UsedBytes => Interlocked.Read(ref _used);

    /// <summary>Looks an image up.</summary>
    /// <param name="path">Relative to the data folder.</param>
    /// <returns>The image, which must not be changed; null when it is not kept.</returns>
    public RgbImage? Find(string path) => _images.GetValueOrDefault(path);

    /// <summary>Keeps a copy of a decoded image if there is room.</summary>
    /// <param name="path">Relative to the data folder.</param>
    /// <param name="image">In a pooled buffer; it now belongs to the cache or to whoever uses the result.</param>
    /// <returns>The image to use instead, which must not be changed; the caller disposes it.</returns>
    public RgbImage Keep(string path, RgbImage image)
    {
        var bytes = image.Pixels.Length + RgbImage.Slack;
        if (Interlocked.Add(ref _used, bytes) > _budget)
        {
            Interlocked.Add(ref _used, -bytes);
            return image;
        }
        var kept = RgbImage.Allocate(image.Width, image.Height);
        image.Pixels.CopyTo(kept.Pixels);
        image.Dispose();
        if (!_images.TryAdd(path, kept)) Interlocked.Add(ref _used, -bytes);
        return kept;
    }
}
