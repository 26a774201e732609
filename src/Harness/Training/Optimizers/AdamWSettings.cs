using Harness.Yaml.Blocks;

namespace Harness.Training.Optimizers;

/// <summary>Adam with decoupled weight decay. Source: Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101.</summary>
public sealed record AdamWSettings : AdamFamilySettings
{
    internal static BlockSpec<OptimizerSettings> Definition { get; } =
        Define<AdamWSettings>("adamw", "Adam with decoupled weight decay.", "Decoupled decay.", 0.01);

    internal override IBlockSpec Spec => Definition;

    internal override bool DecouplesWeightDecay => true;
}
