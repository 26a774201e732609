using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Data.Resampling;
using Harness.Experiments;

namespace Harness.Data.Transforms;

/// <summary>Crops a random part of random aspect ratio and resizes it to a square. Source: torchvision 0.14, <c>RandomResizedCrop</c>.</summary>
public sealed class RandomResizedCrop : IImageTransform
{
    private const string Name = "random_resized_crop";
    private const int Attempts = 10;
    private readonly RandomResizedCropSettings _settings;

    /// <summary>Makes the transform.</summary>
    /// <param name="settings">Its parameters.</param>
    /// <exception cref="Harness.Diagnostics.HarnessException">A parameter makes no sense.</exception>
    public RandomResizedCrop(RandomResizedCropSettings settings)
    {
        Require.Size(settings.Size, Name);
        Require.InRange(settings.MinimumScale, 0, settings.MaximumScale, Name, "the least scale");
        Require.InRange(settings.MaximumScale, double.Epsilon, 1, Name, "the greatest scale");
        Require.InRange(settings.MinimumRatio, double.Epsilon, settings.MaximumRatio, Name, "the least ratio");
        Require.That(double.IsFinite(settings.MaximumRatio), Name, "the greatest ratio is not a finite number");
        _settings = settings;
    }

    /// <inheritdoc/>
    public RandomPurpose? Purpose => RandomPurpose.Crop;

    /// <inheritdoc/>
    public int? OutputSide(int? inputSide) => _settings.Size;

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

    /// <summary>Draws the part that is cropped: ten attempts at an area and a ratio that fit, then the largest centred part of an allowed ratio.</summary>
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
        return LargestCentred(width, height);
    }

    private PixelRectangle LargestCentred(int width, int height)
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
