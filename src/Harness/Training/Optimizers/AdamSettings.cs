using Harness.Yaml.Blocks;

namespace Harness.Training.Optimizers;

/// <summary>Adam. Source: Kingma and Ba 2015, https://arxiv.org/abs/1412.6980.</summary>
public sealed record AdamSettings : AdamFamilySettings
{
    internal static BlockSpec<OptimizerSettings> Definition { get; } = Define<AdamSettings>("adam", "Adam.", "L2 penalty.", 0);

    internal override IBlockSpec Spec => Definition;

    internal override bool DecouplesWeightDecay => false;
}
