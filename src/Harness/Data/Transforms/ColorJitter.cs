using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Experiments;

namespace Harness.Data.Transforms;

/// <summary>Changes brightness, contrast, saturation and hue by random factors, in random order. Source: torchvision 0.14, <c>ColorJitter</c>.</summary>
public sealed class ColorJitter : IImageTransform
{
    private const string Name = "color_jitter";
    private readonly ColorJitterSettings _settings;

    /// <summary>Makes the transform.</summary>
    /// <param name="settings">Its parameters.</param>
    /// <exception cref="Harness.Diagnostics.HarnessException">A parameter makes no sense.</exception>
    public ColorJitter(ColorJitterSettings settings)
    {
        Require.InRange(settings.Brightness, 0, double.MaxValue, Name, "brightness");
        Require.InRange(settings.Contrast, 0, double.MaxValue, Name, "contrast");
        Require.InRange(settings.Saturation, 0, double.MaxValue, Name, "saturation");
        Require.InRange(settings.Hue, 0, 0.5, Name, "hue");
        _settings = settings;
    }

    /// <inheritdoc/>
    public RandomPurpose? Purpose => RandomPurpose.Color;

    /// <inheritdoc/>
    public int? OutputSide(int? inputSide) => inputSide;

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, ref CounterRandom random)
    {
        Span<int> order = [0, 1, 2, 3];
        for (var i = 3; i > 0; i--)
        {
            var j = random.NextInt(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
        // All four are drawn even where one is off, so that switching one on leaves the others as they were.
        var brightness = Factor(_settings.Brightness, random.NextDouble());
        var contrast = Factor(_settings.Contrast, random.NextDouble());
        var saturation = Factor(_settings.Saturation, random.NextDouble());
        var hue = ((2 * random.NextDouble()) - 1) * _settings.Hue;

        var result = image.Clone();
        foreach (var step in order)
        {
            if (step == 0 && _settings.Brightness > 0) ColorAdjustment.Brightness(result, brightness);
            if (step == 1 && _settings.Contrast > 0) ColorAdjustment.Contrast(result, contrast);
            if (step == 2 && _settings.Saturation > 0) ColorAdjustment.Saturation(result, saturation);
            if (step == 3 && _settings.Hue > 0) HueShift.Apply(result, hue);
        }
        return result;
    }

    private static double Factor(double strength, double uniform)
    {
        var least = Math.Max(0, 1 - strength);
        return least + ((1 + strength - least) * uniform);
    }
}
