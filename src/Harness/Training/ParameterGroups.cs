using Harness.Experiments;
using Harness.Experiments.Selectors;
using Harness.Models;

namespace Harness.Training;

/// <summary>Finds a model's parameters for the rules of a phase.</summary>
internal static class ParameterGroups
{
    /// <summary>The parameters that train, by learning rate.</summary>
    /// <param name="model">The model.</param>
    /// <param name="phase">The phase.</param>
    /// <returns>One group per learning rate; what is in none is frozen.</returns>
    public static IReadOnlyList<ParameterGroup> Of(TransferModel model, Phase phase)
    {
        var parameters = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        return PhaseAssignment.Of(phase, model.Descriptions).Groups
            .Select(group => new ParameterGroup(group.LearningRate, group.Names, group.Names.Select(name => parameters[name]).ToList()))
            .ToList();
    }
}
