using Harness.Models.Backbones;
using Harness.Training.Metrics;
using static TorchSharp.torch;

namespace Harness.Training.Objectives;

/// <summary>What a technique learns in an epoch: it compares what its heads make of the backbone's features with the targets of its stream.</summary>
/// <remarks>It lives for one epoch. It owns no head: its creator does.</remarks>
internal interface IObjective : IDisposable
{
    /// <summary>Begins a training step.</summary>
    /// <param name="progress">The finished fraction of the phase, 0…1: 0 in its first step.</param>
    void BeginStep(double progress)
    {
    }

    /// <summary>Computes the loss of a training step, and takes the step into the metrics.</summary>
    /// <param name="features">What the backbone made of the batch; not disposed here. Most objectives look at the last map alone.</param>
    /// <param name="targets">The targets of the batch, as the objective's stream gives them; not disposed here.</param>
    /// <param name="metrics">Gets the loss and whatever else is measured, under the names of the objective.</param>
    /// <returns>A scalar with a graph behind it, which the caller's dispose scope has; null if nothing is learned by gradients.</returns>
    Tensor? Loss(FeatureMaps features, Tensor targets, RunningMetrics metrics) => Loss(features.Last, targets, metrics);

    /// <summary>Computes the loss of a training step from the last map alone, and takes the step into the metrics.</summary>
    /// <param name="features">[N, C, h, w], what the backbone made of the batch; not disposed here.</param>
    /// <param name="targets">The targets of the batch, as the objective's stream gives them; not disposed here.</param>
    /// <param name="metrics">Gets the loss and whatever else is measured, under the names of the objective.</param>
    /// <returns>A scalar with a graph behind it, which the caller's dispose scope has; null if nothing is learned by gradients.</returns>
    Tensor? Loss(Tensor features, Tensor targets, RunningMetrics metrics);

    /// <summary>Ends the training: what follows is validation.</summary>
    void EndTraining()
    {
    }

    /// <summary>Takes a batch of validation images into the metrics; called without autograd.</summary>
    /// <param name="features">[N, C, h, w], what the backbone made of the batch; not disposed here.</param>
    /// <param name="targets">The targets of the batch; not disposed here.</param>
    /// <param name="metrics">Gets the metrics and, where the objective predicts classes, the predictions.</param>
    void Evaluate(Tensor features, Tensor targets, RunningMetrics metrics);

    /// <summary>What was computed instead of training a head: part of the state that the epoch passes on. Only after <see cref="EndTraining"/>.</summary>
    /// <returns>New tensors by full name, contiguous and on the CPU; the caller disposes them.</returns>
    IEnumerable<(string Name, Tensor Copy)> Computed() => [];

    // Most objectives keep nothing between steps.
    void IDisposable.Dispose()
    {
    }
}
