using Harness.Experiments;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>Builds the optimizer of a phase: one parameter group per learning rate.</summary>
internal static class OptimizerFactory
{
    /// <summary>Makes an optimizer without memory.</summary>
    /// <param name="settings">Which optimizer.</param>
    /// <param name="groups">The trained parameters by learning rate.</param>
    /// <returns>The optimizer; the caller disposes it.</returns>
    public static OptimizerHelper Create(OptimizerSettings settings, IReadOnlyList<ParameterGroup> groups) => settings switch
    {
        AdamSettings adam => optim.Adam(
            groups.Select(group => new Adam.ParamGroup(
                group.Parameters, group.LearningRate, adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay)).ToArray()),
        AdamWSettings adamW => optim.AdamW(
            groups.Select(group => new AdamW.ParamGroup(
                group.Parameters, group.LearningRate, adamW.Beta1, adamW.Beta2, adamW.Epsilon, adamW.WeightDecay)).ToArray()),
        SgdSettings sgd => optim.SGD(
            groups.Select(group => new SGD.ParamGroup(
                group.Parameters, group.LearningRate, sgd.Momentum, 0, sgd.WeightDecay, sgd.Nesterov)).ToArray(),
            groups[0].LearningRate),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings, "There is no optimizer for these settings."),
    };
}

/// <summary>Parameters that train at one rate.</summary>
/// <param name="LearningRate">Their learning rate.</param>
/// <param name="Names">Their full names.</param>
/// <param name="Parameters">The parameters, in the order of the names.</param>
internal sealed record ParameterGroup(double LearningRate, IReadOnlyList<string> Names, IReadOnlyList<Parameter> Parameters);
