using Harness.Results;
using Harness.Training.State;

namespace Harness.Training;

/// <summary>The result of one epoch of training and the validation after it.</summary>
/// <param name="Result">Metrics and wall time.</param>
/// <param name="Predictions">One per validation image, in manifest order; empty if the objective predicts no classes.</param>
/// <param name="State">The state to continue from; the receiver disposes it.</param>
public sealed record EpochOutcome(EpochResult Result, IReadOnlyList<Prediction> Predictions, TrainingState State);

/// <summary>The progress of the current epoch.</summary>
/// <param name="Validating">Whether the training part is finished.</param>
/// <param name="ImagesDone">Images of the current part that went through the network.</param>
/// <param name="ImagesTotal">Images of the current part.</param>
/// <param name="Metrics">The metrics of the current part so far, by name; none while they are still on a GPU.</param>
public readonly record struct EpochProgress(bool Validating, int ImagesDone, int ImagesTotal, IReadOnlyDictionary<string, double> Metrics);
