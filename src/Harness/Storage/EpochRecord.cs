using Harness.Results;

namespace Harness.Storage;

/// <summary>What the store says about a completed epoch.</summary>
/// <param name="Result">Losses, accuracies and seconds; null for a failed epoch.</param>
/// <param name="Predictions">One per validation image; empty for a failed epoch.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
public sealed record EpochRecord(EpochResult? Result, IReadOnlyList<Prediction> Predictions, string? Failure)
{
    /// <summary>The record of an epoch that was finished.</summary>
    /// <param name="result">Losses, accuracies and seconds.</param>
    /// <param name="predictions">One per validation image.</param>
    /// <returns>The record.</returns>
    public static EpochRecord Finished(EpochResult result, IReadOnlyList<Prediction> predictions) => new(result, predictions, null);

    /// <summary>The record of an epoch that failed and would fail again.</summary>
    /// <param name="reason">Why.</param>
    /// <returns>The record.</returns>
    public static EpochRecord Failed(string reason) => new(null, [], reason);
}
