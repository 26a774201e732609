using Harness.Training.Phases;
using Harness.Training.State;
using TorchSharp.Modules;

namespace Harness.Training.Optimizers;

/// <summary>Finds a model's parameters for the rules of a phase.</summary>
internal static class ParameterGroups
{
    /// <summary>The parameters that train, by learning rate and weight decay.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="head">The head.</param>
    /// <param name="assignment">What the phase does to every parameter.</param>
    /// <param name="optimizer">Says which of them decay.</param>
    /// <returns>One group per learning rate and weight decay; what is in none is frozen.</returns>
    public static IReadOnlyList<ParameterGroup> Of(ModelPart backbone, ModelPart head, PhaseAssignment assignment, OptimizerSettings optimizer)
    {
        var ofBackbone = backbone.Parameters();
        var ofHead = head.Parameters();
        Parameter Find(string name) => ofBackbone.TryGetValue(name, out var parameter) ? parameter : ofHead[name];
        return [.. assignment.Groups.SelectMany(group => group.Names
            .Select(name => (Name: name, Parameter: Find(name)))
            .GroupBy(pair => optimizer.DecayOf(pair.Parameter))
            .Select(pairs => new ParameterGroup(group.LearningRate, pairs.Key, group.Rank, [.. pairs.Select(pair => pair.Name)], [.. pairs.Select(pair => pair.Parameter)])))];
    }
}
