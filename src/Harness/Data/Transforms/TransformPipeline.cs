using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Diagnostics;

namespace Harness.Data.Transforms;

/// <summary>All transforms of a split, checked and ready to run. Safe to use from many threads.</summary>
public sealed class TransformPipeline
{
    private readonly IReadOnlyList<(IImageTransform Transform, int Occurrence)> _steps;
    private readonly IReadOnlyList<(IImageTransform Transform, int Occurrence)> _fixed;
    private readonly IReadOnlyList<(IImageTransform Transform, int Occurrence)> _random;
    private readonly Normalization _normalization;
    private readonly FusedTransform? _fusedFixed;
    private readonly FusedTransform? _fusedRandom;
    private readonly FusedTransform? _fused;

    /// <summary>Checks and prepares transforms.</summary>
    /// <param name="settings">In the order in which they are applied.</param>
    /// <param name="isFused">Whether common sequences run as one pass; the results are the same bits.</param>
    /// <exception cref="HarnessException">A parameter is wrong, <c>normalize</c> is not exactly once at the end, or images would differ in size.</exception>
    public TransformPipeline(IReadOnlyList<TransformSettings> settings, bool isFused = true)
    {
        if (settings.Count(item => item is NormalizeSettings) != 1 || settings[^1] is not NormalizeSettings normalize)
            throw new HarnessException("The list of transforms must hold 'normalize' exactly once, as its last step.", "Change it in the suite.");
        var transforms = settings.SkipLast(1).Select(step => step.Create()!).ToList();
        var steps = transforms.Select((transform, index) =>
            (transform, transforms.Take(index).Count(earlier => earlier.Purpose == transform.Purpose))).ToList();
        var fixedCount = transforms.TakeWhile(transform => transform.Purpose is null).Count();
        (_steps, _fixed, _random) = (steps, steps[..fixedCount], steps[fixedCount..]);
        _normalization = new Normalization(normalize);
        if (isFused)
        {
            _fused = FusedTransform.TryCreate(transforms, _normalization);
            _fusedFixed = FusedTransform.TryCreate(transforms[..fixedCount], _normalization);
            _fusedRandom = FusedTransform.TryCreate(transforms[fixedCount..], _normalization);
        }
        Form = string.Join(", ", settings.Take(fixedCount));
        ImageSize = SideOf(settings) ?? throw new HarnessException(
            "The transforms give images of different sizes, which cannot form a batch.",
            "Put 'center_crop' or 'random_resized_crop' into the list of transforms.");
    }

    /// <summary>How large images come out.</summary>
    /// <param name="settings">In the order in which they are applied.</param>
    /// <returns>Height and width in pixels; null if images would differ in size.</returns>
    public static int? SideOf(IEnumerable<TransformSettings> settings) => settings.Aggregate((int?)null, (side, step) => step.OutputSide(side));

    /// <summary>Whether transforms come first that give the same in every epoch of every training run, so that their result can be kept.</summary>
    public bool BeginsFixed => _fixed.Count > 0;

    /// <summary>A description of what <see cref="Prepare"/> does: equal only if equal images give equal bytes.</summary>
    internal string Form { get; }

    /// <summary>Height and width of the results, in pixels.</summary>
    public int ImageSize { get; }

    /// <summary>The floats of one result: height × width × 3.</summary>
    public int ValuesPerImage => ImageSize * ImageSize * 3;

    /// <summary>Does the transforms that come before the first random one.</summary>
    /// <param name="image">Neither changed nor disposed.</param>
    /// <returns>The image for <see cref="Complete"/>, which the caller disposes.</returns>
    /// <exception cref="ImageContentException">The image is so elongated that a transform would make too many pixels of it.</exception>
    public RgbImage Prepare(RgbImage image) => _fusedFixed?.TryPrepare(image) ?? Owned(Run(_fixed, image, seed: 0, epoch: 0, index: 0), image);

    /// <summary>Does the rest after <see cref="Prepare"/>; the result is that of <see cref="Apply"/>, bit for bit.</summary>
    /// <param name="prepared">Neither changed nor disposed.</param>
    /// <param name="seed">The seed of the training run; 0 for validation.</param>
    /// <param name="epoch">Counted from 0 over all phases; 0 for validation.</param>
    /// <param name="index">The image's place in the list of its split.</param>
    /// <param name="destination">Height × width × 3 floats, channels innermost.</param>
    /// <exception cref="ImageContentException">The image is so elongated that a transform would make too many pixels of it.</exception>
    public void Complete(RgbImage prepared, long seed, int epoch, long index, Span<float> destination)
    {
        if (_fusedRandom?.TryApply(prepared, seed, epoch, index, destination) == true) return;
        Normalize(Run(_random, prepared, seed, epoch, index), prepared, destination);
    }

    /// <summary>Transforms an image.</summary>
    /// <param name="image">Neither changed nor disposed.</param>
    /// <param name="seed">The seed of the training run; 0 for validation.</param>
    /// <param name="epoch">Counted from 0 over all phases; 0 for validation.</param>
    /// <param name="index">The image's place in the list of its split.</param>
    /// <param name="destination">Height × width × 3 floats, channels innermost.</param>
    /// <exception cref="ImageContentException">The image is so elongated that a transform would make too many pixels of it.</exception>
    public void Apply(RgbImage image, long seed, int epoch, long index, Span<float> destination)
    {
        if (_fused?.TryApply(image, seed, epoch, index, destination) == true) return;
        Normalize(Run(_steps, image, seed, epoch, index), image, destination);
    }

    /// <summary>Does everything except normalization, for people to look at.</summary>
    /// <param name="image">Neither changed nor disposed.</param>
    /// <param name="seed">The seed of the training run; 0 for validation.</param>
    /// <param name="epoch">Counted from 0 over all phases; 0 for validation.</param>
    /// <param name="index">The image's place in the list of its split.</param>
    /// <returns>A square of <see cref="ImageSize"/>, which the caller disposes.</returns>
    /// <exception cref="ImageContentException">The image is so elongated that a transform would make too many pixels of it.</exception>
    public RgbImage Transform(RgbImage image, long seed, int epoch, long index) => Owned(Run(_steps, image, seed, epoch, index), image);

    private static RgbImage Owned(RgbImage result, RgbImage image) => ReferenceEquals(result, image) ? image.Clone() : result;

    private void Normalize(RgbImage result, RgbImage image, Span<float> destination)
    {
        _normalization.Apply(result.Pixels, destination);
        if (!ReferenceEquals(result, image)) result.Dispose();
    }

    // The result is the image itself where there is nothing to do.
    private static RgbImage Run(IReadOnlyList<(IImageTransform Transform, int Occurrence)> steps, RgbImage image, long seed, int epoch, long index)
    {
        var current = image;
        foreach (var (transform, occurrence) in steps)
        {
            var random = CounterRandom.Create(seed, epoch, index, transform.Purpose ?? default, occurrence);
            var next = transform.Apply(current, ref random);
            if (!ReferenceEquals(next, current) && !ReferenceEquals(current, image)) current.Dispose();
            current = next;
        }
        return current;
    }
}
