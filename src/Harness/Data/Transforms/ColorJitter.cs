using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Yaml;
using Harness.Yaml.Blocks;

namespace Harness.Data.Transforms;

/// <summary>Changes brightness, contrast, saturation and hue by random factors, in random order.</summary>
/// <param name="Brightness">Factors from max(0, 1 − b) to 1 + b; 0 for none.</param>
/// <param name="Contrast">Likewise.</param>
/// <param name="Saturation">Likewise.</param>
/// <param name="Hue">Shifts from −h to h, at most 0.5; 0 for none.</param>
public sealed record ColorJitterSettings(double Brightness = 0, double Contrast = 0, double Saturation = 0, double Hue = 0)
    : TransformSettings
{
    private static readonly NumberForm Strength = new(NumberRange.NotNegative);

    private static readonly Argument<ColorJitterSettings, double> BrightnessArgument = new(Strength, static block => block.Brightness, 0)
    {
        Name = "brightness",
        Description = "Factors from max(0, 1 - b) to 1 + b.",
    };

    private static readonly Argument<ColorJitterSettings, double> ContrastArgument = new(Strength, static block => block.Contrast, 0)
    {
        Name = "contrast",
        Description = "Likewise.",
    };

    private static readonly Argument<ColorJitterSettings, double> SaturationArgument = new(Strength, static block => block.Saturation, 0)
    {
        Name = "saturation",
        Description = "Likewise.",
    };

    private static readonly Argument<ColorJitterSettings, double> HueArgument = new(new NumberForm(NumberRange.Between(0, 0.5)), static block => block.Hue, 0)
    {
        Name = "hue",
        Description = "Shifts from -h to h.",
    };

    internal static BlockSpec<TransformSettings> Definition { get; } = new BlockSpec<TransformSettings, ColorJitterSettings>
    {
        Name = "color_jitter",
        Description = "Random factors on brightness, contrast, saturation and hue, in random order.",
        Takes = [BrightnessArgument, ContrastArgument, SaturationArgument, HueArgument],
        Example = "color_jitter: { brightness: 0.2 }",
        NeedsArgument = true,
        Check = static (block, place, errors) =>
        {
            if (block == new ColorJitterSettings()) errors.Add(place.Location, "'color_jitter' changes nothing", "give it brightness, contrast, saturation or hue");
        },
        Create = static values => new(BrightnessArgument.In(values), ContrastArgument.In(values), SaturationArgument.In(values), HueArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override bool IsRandom => true;

    internal override IImageTransform Create() => new ColorJitter(this);
}

/// <summary>Changes brightness, contrast, saturation and hue by random factors, in random order. Source: torchvision 0.14, <c>ColorJitter</c>.</summary>
public sealed class ColorJitter : IImageTransform
{
    private const string Name = "color_jitter";
    private readonly ColorJitterSettings _settings;

    /// <summary>Makes the transform.</summary>
    /// <param name="settings">Its parameters.</param>
    /// <exception cref="Harness.Diagnostics.HarnessException">A parameter is invalid.</exception>
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
        var minimum = Math.Max(0, 1 - strength);
        return minimum + ((1 + strength - minimum) * uniform);
    }
}
