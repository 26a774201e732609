using Harness.Experiments;

namespace Harness.Reporting;

/// <summary>All that a report is made of; read from the store, never from a running training.</summary>
public sealed record SuiteResult
{
    /// <summary>The suite as it was run.</summary>
    public required Suite Suite { get; init; }

    /// <summary>The names of the classes; predictions and labels are indices into it.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The paths of the images that were validated, relative to the data folder, in manifest order; predictions follow it.</summary>
    public required IReadOnlyList<string> ValidImages { get; init; }

    /// <summary>The class index of each of <see cref="ValidImages"/>.</summary>
    public required IReadOnlyList<int> ValidLabels { get; init; }

    /// <summary>The number of training images that an epoch goes through.</summary>
    public required int TrainImageCount { get; init; }

    /// <summary>How many images could not be read and were left out.</summary>
    public required int SkippedImageCount { get; init; }

    /// <summary>For each class with files that look like images and are of formats that are not read: how many there are, a sentence each.</summary>
    public IReadOnlyList<string> UnreadNotes { get; init; } = [];

    /// <summary>The batches of each training and each validation in a dry run, whose numbers mean nothing; null for a full run.</summary>
    public int? DryBatches { get; init; }

    /// <summary>One per technique of the suite, in its order.</summary>
    public required IReadOnlyList<TechniqueResult> Techniques { get; init; }

    /// <summary>What the finished epochs took, and what they would have taken without sharing; null when it is not known.</summary>
    public Work? Work { get; init; }

    /// <summary>Machine, versions, hashes and settings.</summary>
    public required RunInformation Information { get; init; }
}

/// <summary>What became of one technique.</summary>
/// <param name="Technique">Its description.</param>
/// <param name="TrainableParameters">The number of values that train in at least one phase, head included.</param>
/// <param name="TotalParameters">The number of values of body and head.</param>
/// <param name="Runs">One per seed that was finished or failed, in the order of the suite's seeds.</param>
public sealed record TechniqueResult(Technique Technique, long TrainableParameters, long TotalParameters, IReadOnlyList<RunResult> Runs);

/// <summary>One technique trained with one seed.</summary>
/// <param name="Seed">The training seed.</param>
/// <param name="Epochs">The epochs that were finished, in order.</param>
/// <param name="ValidPredictions">One per validation image after the last epoch; empty when the run failed or is unfinished.</param>
/// <param name="FailureReason">Why it ended early; null when it did not.</param>
public sealed record RunResult(
    long Seed, IReadOnlyList<EpochResult> Epochs, IReadOnlyList<Prediction> ValidPredictions, string? FailureReason)
{
    /// <summary>Whether all epochs were finished.</summary>
    public bool IsComplete => FailureReason is null && ValidPredictions.Count > 0;
}

/// <summary>One row of <c>epochs.csv</c>.</summary>
/// <param name="Epoch">Counted from 0 over all phases.</param>
/// <param name="TrainLoss">Mean cross entropy over the images trained on, in training mode.</param>
/// <param name="ValidLoss">Mean cross entropy over the validation images.</param>
/// <param name="TrainAccuracy">0…1, in training mode.</param>
/// <param name="ValidAccuracy">0…1.</param>
/// <param name="Seconds">Wall time of training and validation as the technique alone would have taken it: with all of a body that it shared, and with
/// the features of validation images that another technique or seed left behind.</param>
public sealed record EpochResult(
    int Epoch, double TrainLoss, double ValidLoss, double TrainAccuracy, double ValidAccuracy, double Seconds)
{
    /// <summary>Of these seconds, the technique's own part and its share of what it had in common with others in this epoch.</summary>
    public double SpentSeconds { get; init; } = Seconds;

    /// <summary>Parameters that got a gradient, but whose updates were too small to change them; null for none.</summary>
    public UnmovedParameters? RoundedAway { get; init; }

    /// <summary>Parameters whose gradient was zero, such as those of units that died; null for none.</summary>
    public UnmovedParameters? WithoutGradient { get; init; }
}

/// <summary>What a trained network says of one validation image.</summary>
/// <param name="ClassIndex">The most probable class.</param>
/// <param name="Probability">Its probability.</param>
public readonly record struct Prediction(int ClassIndex, float Probability);
