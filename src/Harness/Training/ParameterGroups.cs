using Harness.Experiments.Selectors;
using Harness.Models;

namespace Harness.Training;

/// <summary>Finds a model's parameters for the rules of a phase.</summary>
internal static class ParameterGroups
{
    /// <summary>The parameters that train, by learning rate.</summary>
    /// <param name="model">The model.</param>
    /// <param name="assignment">What the phase does to every parameter.</param>
    /// <returns>One group per learning rate; what is in none is frozen.</returns>
    public static IReadOnlyList<ParameterGroup> Of(TransferModel model, PhaseAssignment assignment)
    {
        var parameters = model.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        return assignment.Groups
            .Select(group => new ParameterGroup(group.LearningRate, group.Names, group.Names.Select(name => parameters[name]).ToList()))
            .ToList();
    }
}
