using Harness.Data.Streams;
using Harness.Yaml;
using Harness.Yaml.Blocks;

namespace Harness.Training.Objectives;

/// <summary>Tells of images with a rectangle of another one how much there is of each class: classification with a strong regularization. Losses and accuracies
/// of training are of these images, with the class that has most of each.</summary>
/// <remarks>Source: "CutMix: Regularization Strategy to Train Strong Classifiers with Localizable Features" (https://arxiv.org/abs/1905.04899).</remarks>
/// <param name="Alpha">Both parameters of the beta distribution from which each batch draws how much of an image stays.</param>
public sealed record CutMixSettings(double Alpha = 1) : ClassifyingSettings
{
    private static readonly Argument<CutMixSettings, double> AlphaArgument = new(new NumberForm(NumberRange.Positive), static block => block.Alpha, 1)
    {
        Name = "alpha",
        Description = "Both parameters of the beta distribution from which each batch draws how much of an image stays.",
    };

    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, CutMixSettings>
    {
        Name = "cutmix",
        Description = "The classes of training images that have a rectangle of another one, with the technique's head and loss.",
        Takes = [AlphaArgument],
        Create = static values => new(AlphaArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override BatchStream Stream => new PatchedImages(Alpha);
}
