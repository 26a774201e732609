using Harness.Data.Images;
using Harness.Data.Splits;
using Harness.Data.Transforms;

namespace Harness.Data.Manifests;

/// <summary>Keeps images that are decoded for their check, so that the first epoch need not decode them again. Safe to use from many threads.</summary>
/// <param name="cache">Keeps them, if there is room.</param>
/// <param name="train">What happens to training images.</param>
/// <param name="valid">What happens to validation images.</param>
public sealed class CheckedImages(DecodedImageCache cache, TransformPipeline train, TransformPipeline valid)
{
    // A few large photographs would take the memory of many images, and of their transformed forms.
    private const int FewImages = 256;

    /// <summary>Keeps an image: as it is, or of a large photograph what the transforms before the first random one make of it, if that is smaller.</summary>
    /// <param name="path">Relative to the data folder.</param>
    /// <param name="image">In a pooled buffer; it now belongs to the cache, or is given back.</param>
    /// <param name="count">How many images are checked.</param>
    internal void Keep(string path, RgbImage image, int count)
    {
        if (image.ByteCount <= cache.BudgetBytes / Math.Min(FewImages, count))
        {
            cache.Keep(path, image).Dispose();
            return;
        }
        using (image)
        {
            // The split is not known yet.
            KeepPrepared(path, image, train);
            if (valid.Form != train.Form) KeepPrepared(path, image, valid);
        }
    }

    /// <summary>Frees memory as soon as the split is known: training images lose their form for validation, and the other way round.</summary>
    /// <param name="rows">The images with their parts.</param>
    internal void Release(IEnumerable<ManifestRow> rows)
    {
        if (valid.Form == train.Form) return;
        foreach (var row in rows)
        {
            var needless = row.Part == SplitPart.Train ? valid : train;
            if (needless.BeginsFixed) cache.Forget(row.Path, needless.Form);
        }
    }

    private void KeepPrepared(string path, RgbImage image, TransformPipeline transforms)
    {
        if (!transforms.BeginsFixed) return;
        try
        {
            var prepared = transforms.Prepare(image);
            if (prepared.ByteCount < image.ByteCount) prepared = cache.Keep(path, prepared, transforms.Form);
            prepared.Dispose();
        }
        catch (ImageContentException)
        {
            // The image may come into the other part, whose transforms can take it. If it does not, its first epoch names it.
        }
    }
}
