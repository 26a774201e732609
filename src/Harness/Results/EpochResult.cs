namespace Harness.Results;

/// <summary>One row of <c>epochs.csv</c>.</summary>
/// <param name="Epoch">Counted from 0 over all phases.</param>
/// <param name="TrainLoss">Mean cross entropy over the images trained on, in training mode.</param>
/// <param name="ValidLoss">Mean cross entropy over the validation images.</param>
/// <param name="TrainAccuracy">0…1, in training mode.</param>
/// <param name="ValidAccuracy">0…1.</param>
/// <param name="Seconds">Wall time of training and validation as the technique alone would have taken it: with all of a backbone that it shared, and with
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
