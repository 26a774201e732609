using Harness.Training.Phases;
using Harness.Training.State;
using TorchSharp.Modules;

namespace Harness.Training.Optimizers;

/// <summary>Finds a model's parameters for the rules of a phase.</summary>
internal static class ParameterGroups
{
    /// <summary>The parameters that train, by learning rate.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="head">The head.</param>
    /// <param name="assignment">What the phase does to every parameter.</param>
    /// <returns>One group per learning rate; what is in none is frozen.</returns>
    public static IReadOnlyList<ParameterGroup> Of(ModelPart backbone, ModelPart head, PhaseAssignment assignment)
    {
        var ofBackbone = backbone.Parameters();
        var ofHead = head.Parameters();
        Parameter Find(string name) => ofBackbone.TryGetValue(name, out var parameter) ? parameter : ofHead[name];
        return assignment.Groups
            .Select(group => new ParameterGroup(group.LearningRate, group.Names, group.Names.Select(Find).ToList()))
            .ToList();
    }
}
