using Harness.Data.Streams;
using Harness.Yaml;
using Harness.Yaml.Blocks;

namespace Harness.Training.Objectives;

/// <summary>Tells of two blended images how much there is of each class: classification with a strong regularization. Losses and accuracies of training are
/// of the blended images, with the class that has most of each.</summary>
/// <remarks>Source: "mixup: Beyond Empirical Risk Minimization" (https://arxiv.org/abs/1710.09412).</remarks>
/// <param name="Alpha">Both parameters of the beta distribution from which each batch draws how much of an image stays.</param>
public sealed record MixupSettings(double Alpha = 0.2) : ClassifyingSettings
{
    private static readonly Argument<MixupSettings, double> AlphaArgument = new(new NumberForm(NumberRange.Positive), static block => block.Alpha, 0.2)
    {
        Name = "alpha",
        Description = "Both parameters of the beta distribution from which each batch draws how much of an image stays.",
    };

    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, MixupSettings>
    {
        Name = "mixup",
        Description = "The classes of training images that are blends of two, with the technique's head and loss.",
        Takes = [AlphaArgument],
        Create = static values => new(AlphaArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override BatchStream Stream => new BlendedImages(Alpha);
}
