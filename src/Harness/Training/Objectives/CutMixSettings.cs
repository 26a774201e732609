using Harness.Data.Streams;
using Harness.Yaml.Blocks;

namespace Harness.Training.Objectives;

/// <summary>Learns how much of each class is in images with a rectangle of another one.</summary>
/// <remarks>Source: "CutMix: Regularization Strategy to Train Strong Classifiers with Localizable Features" (https://arxiv.org/abs/1905.04899).</remarks>
public sealed record CutMixSettings : MixingSettings
{
    internal static BlockSpec<ObjectiveSettings> Definition { get; } =
        Define<CutMixSettings>("cutmix", "The classes of training images that have a rectangle of another one, with the technique's head and loss.", 1, static alpha => new() { Alpha = alpha });

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override BatchStream Stream => new PatchedImages(Alpha);
}
