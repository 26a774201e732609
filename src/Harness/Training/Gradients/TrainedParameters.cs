using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Training.Gradients;

/// <summary>The parameters that train in an epoch.</summary>
/// <param name="All">By full name, in the order of the network.</param>
/// <param name="BackboneAtStart">Makes the backbone's tensors as they were before the technique's first epoch, by full name, on the CPU; the caller disposes them.</param>
/// <param name="Gradients">Gives the gradients of what the optimizer moves in a step: those of the parameters, or of the thin matrices that train instead of one; those that
/// belong to no parameter are disposed with the scope.</param>
internal sealed record TrainedParameters(
    IReadOnlyList<(string Name, Parameter Parameter)> All, Func<IReadOnlyDictionary<string, Tensor>> BackboneAtStart, Func<IEnumerable<Tensor>> Gradients);
