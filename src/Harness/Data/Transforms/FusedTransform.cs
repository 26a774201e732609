using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Data.Resampling;

namespace Harness.Data.Transforms;

/// <summary>The two sequences that nearly every suite uses, as one pass from the decoded image to floats:
/// RandomResizedCrop or Resize and CenterCrop, then perhaps RandomHorizontalFlip, then normalization.</summary>
internal sealed class FusedTransform
{
    private readonly RandomResizedCrop? _randomCrop;
    private readonly Resize? _resize;
    private readonly CenterCrop? _centerCrop;
    private readonly RandomHorizontalFlip? _flip;
    private readonly Normalization _normalization;

    private FusedTransform(
        RandomResizedCrop? randomCrop, Resize? resize, CenterCrop? centerCrop, RandomHorizontalFlip? flip, Normalization normalization)
    {
        (_randomCrop, _resize, _centerCrop, _flip, _normalization) = (randomCrop, resize, centerCrop, flip, normalization);
    }

    /// <summary>Recognizes a sequence.</summary>
    /// <param name="transforms">The steps before normalization.</param>
    /// <param name="normalization">The last step.</param>
    /// <returns>The pass, or null for any other sequence.</returns>
    public static FusedTransform? TryCreate(IReadOnlyList<IImageTransform> transforms, Normalization normalization) => transforms switch
    {
        [RandomResizedCrop crop] => new(crop, null, null, null, normalization),
        [RandomResizedCrop crop, RandomHorizontalFlip flip] => new(crop, null, null, flip, normalization),
        [Resize resize, CenterCrop crop] => new(null, resize, crop, null, normalization),
        [Resize resize, CenterCrop crop, RandomHorizontalFlip flip] => new(null, resize, crop, flip, normalization),
        _ => null,
    };

    /// <summary>Transforms an image.</summary>
    /// <param name="image">Not changed.</param>
    /// <param name="seed">The seed of the training run.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="index">The image's place in the list of its split.</param>
    /// <param name="destination">Height × width × 3 floats.</param>
    /// <returns>False where this image needs padding: nothing was written.</returns>
    public bool TryApply(RgbImage image, long seed, int epoch, long index, Span<float> destination)
    {
        if (Plan(image, seed, epoch, index) is not { } plan) return false;
        if (_flip is not null)
        {
            var random = CounterRandom.Create(seed, epoch, index, RandomPurpose.Flip);
            plan = plan with { IsMirrored = _flip.Choose(ref random) };
        }
        Resampler.ResizeAndNormalize(image, plan, _normalization, destination);
        return true;
    }

    /// <summary>Transforms an image up to the bytes before normalization, if nothing is random.</summary>
    /// <param name="image">Not changed.</param>
    /// <returns>The bytes before normalization, which the caller disposes; null if this image needs padding.</returns>
    public RgbImage? TryPrepare(RgbImage image) => Plan(image, seed: 0, epoch: 0, index: 0) is { } plan ? Resampler.Resize(image, plan) : null;

    private ResamplePlan? Plan(RgbImage image, long seed, int epoch, long index)
    {
        if (_randomCrop is not null)
        {
            var random = CounterRandom.Create(seed, epoch, index, RandomPurpose.Crop);
            return _randomCrop.Plan(image.Width, image.Height, ref random);
        }
        var (width, height) = _resize!.OutputSize(image.Width, image.Height);
        var window = _centerCrop!.Window(width, height);
        return window.IsInside(width, height)
            ? new ResamplePlan(new PixelRectangle(0, 0, image.Width, image.Height), width, height, window)
            : null;
    }
}
