using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Data.Transforms;

namespace Harness.Data.Pipeline;

/// <summary>The images of the target domain on their way to batches.</summary>
internal sealed class TargetImages
{
    /// <summary>The draw of the transforms: no other view of an image, in the source or a stream, is drawn from the same numbers.</summary>
    public const int View = 2;

    // No path in a data folder begins with a slash, so that no source image can be meant.
    private const string Scope = "/target/";

    /// <summary>Prepares both splits; nothing is read yet.</summary>
    /// <param name="images">The images.</param>
    /// <param name="settings">Transforms; there is a target among them.</param>
    /// <param name="cache">Keeps decoded images.</param>
    /// <param name="isOther">Whether they are other images than the source's; otherwise both share decoded images.</param>
    public TargetImages(Manifest images, DataSettings settings, DecodedImageCache cache, bool isOther)
    {
        Images = images;
        var loader = new ImageLoader(images.Root);
        SplitImages Split(IReadOnlyList<TransformSettings> transforms) =>
            new(loader, cache, new TransformPipeline([.. settings.Target!.Transforms, .. transforms]), isOther ? Scope : "");
        Train = Split(settings.Train);
        Valid = Split(settings.Valid);
    }

    /// <summary>The images.</summary>
    public Manifest Images { get; }

    /// <summary>Those of training.</summary>
    public SplitImages Train { get; }

    /// <summary>Those of validation.</summary>
    public SplitImages Valid { get; }

    /// <summary>The order of an epoch.</summary>
    /// <param name="count">How many images the epoch shows.</param>
    /// <param name="seed">The seed of the training run.</param>
    /// <param name="epoch">Counted from 0 over all phases.</param>
    /// <returns>Places among the training images; every image comes once before one comes again.</returns>
    public int[] Order(int count, long seed, int epoch)
    {
        var rounds = (count + Images.Train.Count - 1) / Images.Train.Count;
        var all = Enumerable.Range(0, rounds).SelectMany(round => EpochOrder.Permutation(Images.Train.Count, seed, epoch, RandomPurpose.TargetOrder, round));
        return [.. all.Take(count)];
    }
}
