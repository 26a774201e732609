using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Yaml.Blocks;

namespace Harness.Data.Transforms;

/// <summary>Makes the negative of an image.</summary>
public sealed record InvertSettings : TransformSettings
{
    internal static BlockSpec<TransformSettings> Definition { get; } = new BlockSpec<TransformSettings, InvertSettings>
    {
        Name = "invert",
        Description = "Makes the negative: every channel of every pixel becomes 255 minus its value.",
        Create = static _ => new(),
    };

    internal override IBlockSpec Spec => Definition;

    internal override IImageTransform Create() => new Invert();
}

/// <summary>Makes the negative of an image. Source: torchvision, <c>functional.invert</c>.</summary>
public sealed class Invert : IImageTransform
{
    /// <inheritdoc/>
    public RandomPurpose? Purpose => null;

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, ref CounterRandom random)
    {
        var result = image.Clone();
        foreach (ref var value in result.Pixels) value = (byte)(byte.MaxValue - value);
        return result;
    }
}
