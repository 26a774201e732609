using Harness.Yaml.Blocks;

namespace Harness.Training.Gradients;

/// <summary>Something that happens to the gradients of every training step, between the backward pass and the optimizer's step. A new one is one such record
/// and one line in <see cref="GradientRuleRegistry"/>.</summary>
public abstract record GradientRuleSettings : Block
{
    /// <summary>Begins an epoch.</summary>
    /// <param name="parameters">What trains in it.</param>
    /// <returns>The rule; the caller disposes it.</returns>
    internal abstract IGradientRule Begin(TrainedParameters parameters);
}
