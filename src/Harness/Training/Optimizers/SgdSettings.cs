using Harness.Yaml;
using Harness.Yaml.Blocks;
using TorchSharp.Modules;

namespace Harness.Training.Optimizers;

/// <summary>Stochastic gradient descent; defaults are PyTorch's.</summary>
/// <param name="Momentum">0 for none.</param>
/// <param name="Nesterov">Whether momentum looks ahead.</param>
public sealed record SgdSettings(double Momentum = 0, bool Nesterov = false) : OptimizerSettings
{
    private static readonly Argument<SgdSettings, double> WeightDecayArgument = new(new NumberForm(NumberRange.NotNegative), static block => block.WeightDecay, 0)
    {
        Name = "weight_decay",
        Description = "L2 penalty.",
    };

    private static readonly Argument<SgdSettings, double> MomentumArgument = new(new NumberForm(NumberRange.Unit.Below()), static block => block.Momentum, 0)
    {
        Name = "momentum",
        Description = "The part of the last step that the next one keeps.",
    };

    private static readonly Argument<SgdSettings, bool> NesterovArgument = new(new BooleanForm(), static block => block.Nesterov, false)
    {
        Name = "nesterov",
        Description = "Whether momentum looks ahead.",
    };

    private static readonly Argument<SgdSettings, DecayedParameters> WhatDecays = DecaysArgument<SgdSettings>();

    internal static BlockSpec<OptimizerSettings> Definition { get; } = new BlockSpec<OptimizerSettings, SgdSettings>
    {
        Name = "sgd",
        Description = "Stochastic gradient descent.",
        Takes = [WeightDecayArgument, WhatDecays, MomentumArgument, NesterovArgument],
        Create = static values => new(MomentumArgument.In(values), NesterovArgument.In(values))
        {
            WeightDecay = WeightDecayArgument.In(values),
            Decays = WhatDecays.In(values),
        },
        Check = static (block, place, errors) =>
        {
            if (block is { Nesterov: true, Momentum: 0 })
                errors.Add(place.Section.KeyLocation("nesterov"), "'nesterov' needs a 'momentum' greater than 0", "PyTorch refuses it otherwise");
        },
    };

    internal override IBlockSpec Spec => Definition;

    internal override ParameterUpdate Update(Parameter parameter, double weightDecay) => new SgdUpdate(parameter, this, weightDecay);
}
