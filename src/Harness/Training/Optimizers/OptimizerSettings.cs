using Harness.Yaml.Blocks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Training.Optimizers;

/// <summary>An optimizer and those of its settings that hold for all parameters; learning rates are set per phase and selector.</summary>
public abstract record OptimizerSettings : Block
{
    /// <summary>L2 penalty (<see cref="AdamWSettings"/>: decoupled decay) of trained parameters.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Which parameters it acts on.</summary>
    public DecayedParameters Decays { get; init; }

    /// <summary>The weight decay of a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>0 for one that does not decay.</returns>
    internal double DecayOf(Tensor parameter) => Decays == DecayedParameters.All || parameter.dim() > 1 ? WeightDecay : 0;

    /// <summary>Describes the argument that says which parameters decay.</summary>
    /// <typeparam name="TBlock">The optimizer.</typeparam>
    /// <returns>The argument.</returns>
    private protected static Argument<TBlock, DecayedParameters> DecaysArgument<TBlock>()
        where TBlock : OptimizerSettings =>
        new(new WordForm<DecayedParameters>(("all", DecayedParameters.All), ("weights", DecayedParameters.Weights)), static block => block.Decays, DecayedParameters.All)
        {
            Name = "decays",
            Description = "What weight decay acts on: everything that trains, or only weights, which leaves out biases and norm layers.",
            IsOmittedByDefault = true,
        };

    /// <summary>Makes the update of one parameter, without memory.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="weightDecay">Its weight decay.</param>
    /// <returns>The update; the caller disposes it.</returns>
    internal abstract ParameterUpdate Update(Parameter parameter, double weightDecay);
}
