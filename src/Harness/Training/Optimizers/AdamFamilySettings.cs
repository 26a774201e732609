using Harness.Yaml;
using Harness.Yaml.Blocks;
using TorchSharp.Modules;

namespace Harness.Training.Optimizers;

/// <summary>What Adam and AdamW have in common; defaults are PyTorch's.</summary>
public abstract record AdamFamilySettings : OptimizerSettings
{
    /// <summary>Decay of the mean of gradients.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the mean of squared gradients.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the denominator.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Whether weight decay shrinks the parameter itself instead of adding to its gradient.</summary>
    internal abstract bool DecouplesWeightDecay { get; }

    internal override ParameterUpdate Update(Parameter parameter, double weightDecay) => new AdamUpdate(parameter, this, weightDecay);

    /// <summary>Describes one of them.</summary>
    /// <param name="name">Its name in YAML.</param>
    /// <param name="description">A sentence for people.</param>
    /// <param name="weightDecay">What weight decay means to it.</param>
    /// <param name="defaultWeightDecay">The weight decay where none is given.</param>
    private protected static BlockSpec<OptimizerSettings> Define<TBlock>(string name, string description, string weightDecay, double defaultWeightDecay)
        where TBlock : AdamFamilySettings, new()
    {
        var decay = new Argument<TBlock, double>(new NumberForm(NumberRange.NotNegative), static block => block.WeightDecay, defaultWeightDecay)
        {
            Name = "weight_decay",
            Description = weightDecay,
        };
        var betas = new Argument<TBlock, IReadOnlyList<double>>(
            new NumberListForm(2, NumberRange.Unit.Below()), static block => [block.Beta1, block.Beta2], [0.9, 0.999])
        {
            Name = "betas",
            Description = "Decay of the means of gradients and of squared gradients.",
        };
        var epsilon = new Argument<TBlock, double>(new NumberForm(NumberRange.Positive), static block => block.Epsilon, 1e-8)
        {
            Name = "eps",
            Description = "Added to the denominator.",
        };
        var decays = DecaysArgument<TBlock>();
        return new BlockSpec<OptimizerSettings, TBlock>
        {
            Name = name,
            Description = description,
            Takes = [decay, decays, betas, epsilon],
            Create = values => new()
            {
                WeightDecay = decay.In(values),
                Decays = decays.In(values),
                Beta1 = betas.In(values)[0],
                Beta2 = betas.In(values)[1],
                Epsilon = epsilon.In(values),
            },
        };
    }
}
