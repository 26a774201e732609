using System.Collections.Concurrent;

namespace Harness.Data.Images;

/// <summary>Keeps images within a budget, so that only the first epoch reads and decodes. Safe to use from many threads.</summary>
/// <remarks>
/// First come, first kept, and nothing is evicted for another image: an epoch visits every image once in a new order, so no choice of
/// victims would hit more often. An image is kept in one or more forms: as its file holds it, or ready for normalization.
/// </remarks>
public sealed class DecodedImageCache
{
    /// <summary>The form of an image whose pixels are those of its file.</summary>
    internal const string Decoded = "";

    private readonly ConcurrentDictionary<(string Path, string Form), RgbImage> _images = new();
    private readonly long _budget;
    private long _used;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="budgetBytes">The maximum number of bytes of pixels to keep; 0 keeps nothing.</param>
    public DecodedImageCache(long budgetBytes) => _budget = budgetBytes;

    /// <summary>The number of images kept.</summary>
    public int Count => _images.Count;

    /// <summary>The maximum number of bytes to keep.</summary>
    public long BudgetBytes => _budget;

    /// <summary>The bytes in use.</summary>
    public long UsedBytes => Interlocked.Read(ref _used);

    /// <summary>Looks up an image.</summary>
    /// <param name="path">Relative to the data folder.</param>
    /// <param name="form">What was done to the image; different text wherever pixels would differ.</param>
    /// <returns>The image, which must not be changed; null when it is not kept.</returns>
    public RgbImage? Find(string path, string form = Decoded) => _images.GetValueOrDefault((path, form));

    /// <summary>Keeps a copy of an image if there is room.</summary>
    /// <param name="path">Relative to the data folder.</param>
    /// <param name="image">In a pooled buffer; it now belongs to the cache or to the user of the result.</param>
    /// <param name="form">What was done to the image.</param>
    /// <returns>The image to use instead, which must not be changed; the caller disposes it.</returns>
    public RgbImage Keep(string path, RgbImage image, string form = Decoded)
    {
        var bytes = image.ByteCount;
        if (Interlocked.Add(ref _used, bytes) > _budget)
        {
            Interlocked.Add(ref _used, -bytes);
            return image;
        }
        var kept = RgbImage.Allocate(image.Width, image.Height);
        image.Pixels.CopyTo(kept.Pixels);
        image.Dispose();
        if (!_images.TryAdd((path, form), kept)) Interlocked.Add(ref _used, -bytes);
        return kept;
    }

    /// <summary>The memory that an image takes in one form.</summary>
    /// <param name="form">What was done to the images.</param>
    /// <returns>The mean of those that are kept, in bytes; null if there is none.</returns>
    internal double? MeanBytes(string form)
    {
        var bytes = _images.Where(pair => pair.Key.Form == form).Select(pair => (double)pair.Value.ByteCount).ToList();
        return bytes.Count == 0 ? null : bytes.Average();
    }

    /// <summary>Frees memory: forgets all forms that are no longer needed.</summary>
    /// <param name="forms">The forms that stay, beside images as their files hold them.</param>
    internal void KeepOnly(params ReadOnlySpan<string> forms)
    {
        foreach (var (path, form) in _images.Keys)
        {
            if (form != Decoded && !forms.Contains(form)) Forget(path, form);
        }
    }

    /// <summary>Frees memory: forgets an image that another form replaces. Current users of it can continue.</summary>
    /// <param name="path">Relative to the data folder.</param>
    /// <param name="form">What was done to the image.</param>
    public void Forget(string path, string form = Decoded)
    {
        if (_images.TryRemove((path, form), out var image)) Interlocked.Add(ref _used, -image.ByteCount);
    }
}
