using Harness.Results;
using Harness.Training.State;

namespace Harness.Training;

/// <summary>What one epoch of training and the validation after it gave.</summary>
/// <param name="Result">Losses, accuracies and wall time.</param>
/// <param name="Predictions">One per validation image, in manifest order.</param>
/// <param name="State">The state to go on from; the receiver disposes it.</param>
public sealed record EpochOutcome(EpochResult Result, IReadOnlyList<Prediction> Predictions, TrainingState State);

/// <summary>How far the current epoch is.</summary>
/// <param name="Validating">Whether the training part is over.</param>
/// <param name="ImagesDone">Images of the current part that went through the network.</param>
/// <param name="ImagesTotal">Images of the current part.</param>
/// <param name="Loss">Mean loss of the current part so far; NaN while it is still on a GPU.</param>
/// <param name="Accuracy">Accuracy of the current part so far, 0…1; NaN while it is still on a GPU.</param>
public readonly record struct EpochProgress(bool Validating, int ImagesDone, int ImagesTotal, double Loss, double Accuracy);
