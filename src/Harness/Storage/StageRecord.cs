using Harness.Results;

namespace Harness.Storage;

/// <summary>What the store says of a stage that came to its end.</summary>
/// <param name="Result">Losses, accuracies and seconds; null for a failed stage.</param>
/// <param name="Predictions">One per validation image; empty for a failed stage.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
public sealed record StageRecord(EpochResult? Result, IReadOnlyList<Prediction> Predictions, string? Failure)
{
    /// <summary>The record of a stage that was finished.</summary>
    /// <param name="result">Losses, accuracies and seconds.</param>
    /// <param name="predictions">One per validation image.</param>
    /// <returns>The record.</returns>
    public static StageRecord Finished(EpochResult result, IReadOnlyList<Prediction> predictions) => new(result, predictions, null);

    /// <summary>The record of a stage that failed and would fail again.</summary>
    /// <param name="reason">Why.</param>
    /// <returns>The record.</returns>
    public static StageRecord Failed(string reason) => new(null, [], reason);
}
