using Harness.Yaml;
using Harness.Yaml.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Training.Optimizers;

/// <summary>Adam. Source: Kingma and Ba 2015, https://arxiv.org/abs/1412.6980; defaults are PyTorch's.</summary>
/// <param name="Beta1">Decay of the mean of gradients.</param>
/// <param name="Beta2">Decay of the mean of squared gradients.</param>
/// <param name="Epsilon">Added to the denominator.</param>
public sealed record AdamSettings(double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : OptimizerSettings
{
    private static readonly Argument<AdamSettings, double> WeightDecayArgument = new(new NumberForm(NumberRange.NotNegative), static block => block.WeightDecay, 0)
    {
        Name = "weight_decay",
        Description = "L2 penalty.",
    };

    private static readonly Argument<AdamSettings, IReadOnlyList<double>> BetasArgument =
        new(new NumberListForm(2, NumberRange.Unit.Below()), static block => [block.Beta1, block.Beta2], [0.9, 0.999])
        {
            Name = "betas",
            Description = "Decay of the means of gradients and of squared gradients.",
        };

    private static readonly Argument<AdamSettings, double> EpsilonArgument = new(new NumberForm(NumberRange.Positive), static block => block.Epsilon, 1e-8)
    {
        Name = "eps",
        Description = "Added to the denominator.",
    };

    internal static BlockSpec<OptimizerSettings> Definition { get; } = new BlockSpec<OptimizerSettings, AdamSettings>
    {
        Name = "adam",
        Description = "Adam.",
        Takes = [WeightDecayArgument, BetasArgument, EpsilonArgument],
        Create = static values => new(BetasArgument.In(values)[0], BetasArgument.In(values)[1], EpsilonArgument.In(values))
        {
            WeightDecay = WeightDecayArgument.In(values),
        },
    };

    internal override IBlockSpec Spec => Definition;

    internal override OptimizerHelper Create(IReadOnlyList<ParameterGroup> groups) => optim.Adam(
        groups.Select(group => new Adam.ParamGroup(group.Parameters, group.LearningRate, Beta1, Beta2, Epsilon, WeightDecay)).ToArray());
}
