using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Yaml.Blocks;

namespace Harness.Data.Transforms;

/// <summary>Removes the colors of an image, which keeps its three channels.</summary>
public sealed record GrayscaleSettings : TransformSettings
{
    internal static BlockSpec<TransformSettings> Definition { get; } = new BlockSpec<TransformSettings, GrayscaleSettings>
    {
        Name = "grayscale",
        Description = "Removes the colors: all three channels become the same.",
        Create = static _ => new(),
    };

    internal override IBlockSpec Spec => Definition;

    internal override IImageTransform Create() => new Grayscale();
}

/// <summary>Removes the colors of an image. Source: torchvision, <c>Grayscale(num_output_channels=3)</c>.</summary>
public sealed class Grayscale : IImageTransform
{
    /// <inheritdoc/>
    public RandomPurpose? Purpose => null;

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, ref CounterRandom random)
    {
        var result = image.Clone();
        ColorAdjustment.Saturation(result, 0);
        return result;
    }
}
