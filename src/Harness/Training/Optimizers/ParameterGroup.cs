using TorchSharp.Modules;

namespace Harness.Training.Optimizers;

/// <summary>Parameters that train at one rate with one weight decay.</summary>
/// <param name="LearningRate">Their learning rate.</param>
/// <param name="WeightDecay">Their weight decay.</param>
/// <param name="Rank">The rank of what is added to them; null if they themselves train.</param>
/// <param name="Names">Their full names.</param>
/// <param name="Parameters">The parameters, in the order of the names.</param>
internal sealed record ParameterGroup(double LearningRate, double WeightDecay, int? Rank, IReadOnlyList<string> Names, IReadOnlyList<Parameter> Parameters);
