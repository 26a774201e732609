using Harness.Data.Streams;
using Harness.Yaml.Blocks;

namespace Harness.Training.Objectives;

/// <summary>Learns how much of each class is in two blended images.</summary>
/// <remarks>Source: "mixup: Beyond Empirical Risk Minimization" (https://arxiv.org/abs/1710.09412).</remarks>
public sealed record MixupSettings : MixingSettings
{
    internal static BlockSpec<ObjectiveSettings> Definition { get; } =
        Define<MixupSettings>("mixup", "The classes of training images that are blends of two, with the technique's head and loss.", 0.2, static alpha => new() { Alpha = alpha });

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override BatchStream Stream => new BlendedImages(Alpha);
}
