using Harness.Yaml.Blocks;
using TorchSharp.Modules;

namespace Harness.Training.Optimizers;

/// <summary>An optimizer and those of its settings that hold for all parameters; learning rates are said per phase and selector.</summary>
public abstract record OptimizerSettings : Block
{
    /// <summary>L2 penalty (<see cref="AdamWSettings"/>: decoupled decay) of every trained parameter.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Makes an optimizer without memory.</summary>
    /// <param name="groups">The trained parameters by learning rate, at least one group.</param>
    /// <returns>The optimizer; the caller disposes it.</returns>
    internal abstract OptimizerHelper Create(IReadOnlyList<ParameterGroup> groups);
}
