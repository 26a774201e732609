using TorchSharp.Modules;

namespace Harness.Training.Optimizers;

/// <summary>Parameters that train at one rate.</summary>
/// <param name="LearningRate">Their learning rate.</param>
/// <param name="Names">Their full names.</param>
/// <param name="Parameters">The parameters, in the order of the names.</param>
internal sealed record ParameterGroup(double LearningRate, IReadOnlyList<string> Names, IReadOnlyList<Parameter> Parameters);
