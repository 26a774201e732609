using System.Runtime.InteropServices;
using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Yaml;
using Harness.Yaml.Blocks;
using SixLabors.ImageSharp.PixelFormats;

namespace Harness.Data.Transforms;

/// <summary>Mirrors left and right with a probability.</summary>
/// <param name="Probability">Between 0 and 1; 0.5 in torchvision.</param>
public sealed record RandomHorizontalFlipSettings(double Probability = 0.5) : TransformSettings
{
    private static readonly Argument<RandomHorizontalFlipSettings, double> ProbabilityArgument = new(new NumberForm(NumberRange.Unit), static block => block.Probability, 0.5)
    {
        Name = "p",
        Description = "The probability of being mirrored.",
    };

    internal static BlockSpec<TransformSettings> Definition { get; } = new BlockSpec<TransformSettings, RandomHorizontalFlipSettings>
    {
        Name = "random_horizontal_flip",
        Description = "Mirrors left and right with this probability.",
        Takes = [ProbabilityArgument],
        Shorthand = ProbabilityArgument,
        TakesMapping = false,
        Create = static values => new(ProbabilityArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override bool IsRandom => true;

    internal override IImageTransform Create() => new RandomHorizontalFlip(this);
}

/// <summary>Mirrors left and right with a probability. Source: torchvision 0.14, <c>RandomHorizontalFlip</c>.</summary>
public sealed class RandomHorizontalFlip : IImageTransform
{
    private readonly double _probability;

    /// <summary>Makes the transform.</summary>
    /// <param name="settings">Its parameters.</param>
    /// <exception cref="Harness.Diagnostics.HarnessException">The probability is not one.</exception>
    public RandomHorizontalFlip(RandomHorizontalFlipSettings settings)
    {
        Require.InRange(settings.Probability, 0, 1, "random_horizontal_flip", "probability");
        _probability = settings.Probability;
    }

    /// <inheritdoc/>
    public RandomPurpose? Purpose => RandomPurpose.Flip;

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, ref CounterRandom random)
    {
        if (!Choose(ref random)) return image;
        var result = image.Clone();
        for (var y = 0; y < result.Height; y++) MemoryMarshal.Cast<byte, Rgb24>(result.Row(y)).Reverse();
        return result;
    }

    /// <summary>Decides whether an image is mirrored.</summary>
    /// <param name="random">The random numbers for this image.</param>
    /// <returns>True with the transform's probability.</returns>
    internal bool Choose(ref CounterRandom random) => random.NextDouble() < _probability;
}
