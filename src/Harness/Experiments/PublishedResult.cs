namespace Harness.Experiments;

/// <summary>What the source of a technique reports, as a reference in the table and the curves.</summary>
/// <param name="ValidAccuracy">The validation accuracy after the last epoch, 0…1; null if the source gives none.</param>
/// <param name="Epochs">Its rows per epoch, in order; empty if the source gives none.</param>
public sealed record PublishedResult(double? ValidAccuracy, IReadOnlyList<PublishedEpoch> Epochs);

/// <summary>Whether the images of a suite are those that the sources of its techniques report on.</summary>
public enum PublishedImages
{
    /// <summary>Other images: published values cannot be compared with what is measured here.</summary>
    Other,

    /// <summary>The same images in the same split: published values can be compared with what is measured here.</summary>
    Same,
}

/// <summary>One published row.</summary>
/// <param name="TrainLoss">Mean training loss.</param>
/// <param name="ValidLoss">Mean validation loss.</param>
/// <param name="TrainAccuracy">Training accuracy, 0…1.</param>
/// <param name="ValidAccuracy">Validation accuracy, 0…1.</param>
public sealed record PublishedEpoch(double TrainLoss, double ValidLoss, double TrainAccuracy, double ValidAccuracy);
