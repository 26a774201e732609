using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Data.Resampling;
using Harness.Yaml;
using Harness.Yaml.Blocks;

namespace Harness.Data.Transforms;

/// <summary>Crops a random part of random aspect ratio and resizes it to a square.</summary>
/// <param name="Size">The side of the result, in pixels.</param>
/// <param name="MinimumScale">The smallest fraction of the image's area, 0.08 in torchvision.</param>
/// <param name="MaximumScale">The largest fraction of the image's area, 1.</param>
/// <param name="MinimumRatio">The smallest width over height, 3/4.</param>
/// <param name="MaximumRatio">The largest width over height, 4/3.</param>
public sealed record RandomResizedCropSettings(
    int Size, double MinimumScale = 0.08, double MaximumScale = 1.0, double MinimumRatio = 3.0 / 4.0, double MaximumRatio = 4.0 / 3.0)
    : TransformSettings
{
    private static readonly Argument<RandomResizedCropSettings, int> SizeArgument = new(ImageSide, static block => block.Size)
    {
        Name = "size",
        Description = "The side in pixels.",
    };

    private static readonly Argument<RandomResizedCropSettings, (double Minimum, double Maximum)> ScaleArgument = new(new IntervalForm(NumberRange.Unit.Above()), static block => (block.MinimumScale, block.MaximumScale), (0.08, 1))
    {
        Name = "scale",
        Description = "The smallest and largest fraction of the area.",
    };

    private static readonly Argument<RandomResizedCropSettings, (double Minimum, double Maximum)> RatioArgument = new(new IntervalForm(NumberRange.Positive), static block => (block.MinimumRatio, block.MaximumRatio), (3.0 / 4, 4.0 / 3))
    {
        Name = "ratio",
        Description = "The smallest and largest width over height.",
    };

    internal static BlockSpec<TransformSettings> Definition { get; } = new BlockSpec<TransformSettings, RandomResizedCropSettings>
    {
        Name = "random_resized_crop",
        Description = "A random part of the image, resized to a square of this side, in pixels.",
        Takes = [SizeArgument, ScaleArgument, RatioArgument],
        Example = "random_resized_crop: 128",
        Shorthand = SizeArgument,
        Create = static values =>
            new(SizeArgument.In(values), ScaleArgument.In(values).Minimum, ScaleArgument.In(values).Maximum, RatioArgument.In(values).Minimum, RatioArgument.In(values).Maximum),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <inheritdoc/>
    public override int? OutputSide(int? inputSide) => Size;

    internal override IImageTransform Create() => new RandomResizedCrop(this);
}

/// <summary>Crops a random part of random aspect ratio and resizes it to a square. Source: torchvision 0.14, <c>RandomResizedCrop</c>.</summary>
public sealed class RandomResizedCrop : IImageTransform
{
    private const string Name = "random_resized_crop";
    private const int Attempts = 10;
    private readonly RandomResizedCropSettings _settings;

    /// <summary>Makes the transform.</summary>
    /// <param name="settings">Its parameters.</param>
    /// <exception cref="Harness.Diagnostics.HarnessException">A parameter is invalid.</exception>
    public RandomResizedCrop(RandomResizedCropSettings settings)
    {
        Require.Size(settings.Size, Name);
        Require.InRange(settings.MinimumScale, 0, settings.MaximumScale, Name, "the smallest scale");
        Require.InRange(settings.MaximumScale, double.Epsilon, 1, Name, "the largest scale");
        Require.InRange(settings.MinimumRatio, double.Epsilon, settings.MaximumRatio, Name, "the smallest ratio");
        Require.That(double.IsFinite(settings.MaximumRatio), Name, "the largest ratio is not a finite number");
        _settings = settings;
    }

    /// <inheritdoc/>
    public RandomPurpose? Purpose => RandomPurpose.Crop;

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, ref CounterRandom random) => Resampler.Resize(image, Plan(image.Width, image.Height, ref random));

    /// <summary>What has to be resampled.</summary>
    /// <param name="width">The image's width.</param>
    /// <param name="height">The image's height.</param>
    /// <param name="random">The random numbers for this image.</param>
    /// <returns>A crop resized to the square.</returns>
    internal ResamplePlan Plan(int width, int height, ref CounterRandom random)
    {
        var size = _settings.Size;
        return new ResamplePlan(ChooseCrop(width, height, ref random), size, size, new PixelRectangle(0, 0, size, size));
    }

    /// <summary>Draws the part that is cropped: ten attempts at an area and a ratio that fit, then the largest centered part of an allowed ratio.</summary>
    /// <typeparam name="TRandom">Where the numbers come from.</typeparam>
    /// <param name="width">The image's width.</param>
    /// <param name="height">The image's height.</param>
    /// <param name="random">Per attempt: an area, a ratio and, when they fit, a row and a column.</param>
    /// <returns>A rectangle inside the image.</returns>
    internal PixelRectangle ChooseCrop<TRandom>(int width, int height, ref TRandom random)
        where TRandom : struct, IRandomSource
    {
        var (logMinimum, logMaximum) = (Math.Log(_settings.MinimumRatio), Math.Log(_settings.MaximumRatio));
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var area = (double)width * height * Between(_settings.MinimumScale, _settings.MaximumScale, ref random);
            var ratio = Math.Exp(Between(logMinimum, logMaximum, ref random));
            var cropWidth = (int)Math.Round(Math.Sqrt(area * ratio), MidpointRounding.ToEven);
            var cropHeight = (int)Math.Round(Math.Sqrt(area / ratio), MidpointRounding.ToEven);
            if (cropWidth < 1 || cropWidth > width || cropHeight < 1 || cropHeight > height) continue;
            var top = random.NextInt(height - cropHeight + 1);
            var left = random.NextInt(width - cropWidth + 1);
            return new PixelRectangle(left, top, cropWidth, cropHeight);
        }
        return LargestCentered(width, height);
    }

    private PixelRectangle LargestCentered(int width, int height)
    {
        var ratio = (double)width / height;
        var (cropWidth, cropHeight) = (width, height);
        if (ratio < _settings.MinimumRatio)
            cropHeight = (int)Math.Round(width / _settings.MinimumRatio, MidpointRounding.ToEven);
        else if (ratio > _settings.MaximumRatio)
            cropWidth = (int)Math.Round(height * _settings.MaximumRatio, MidpointRounding.ToEven);
        // An image one pixel wide or high can round to nothing.
        (cropWidth, cropHeight) = (Math.Max(1, cropWidth), Math.Max(1, cropHeight));
        return new PixelRectangle((width - cropWidth) / 2, (height - cropHeight) / 2, cropWidth, cropHeight);
    }

    private static double Between<TRandom>(double minimum, double maximum, ref TRandom random)
        where TRandom : struct, IRandomSource => minimum + ((maximum - minimum) * random.NextDouble());
}
