namespace Harness.Results;

/// <summary>One technique trained with one seed.</summary>
/// <param name="Seed">The training seed.</param>
/// <param name="Epochs">The epochs that were finished, in order.</param>
/// <param name="ValidPredictions">One per validation image after the last epoch; empty when the run failed or is unfinished, and where its last epoch
/// predicts no classes.</param>
/// <param name="FailureReason">Why it ended early; null when it did not.</param>
public sealed record RunResult(
    long Seed, IReadOnlyList<EpochResult> Epochs, IReadOnlyList<Prediction> ValidPredictions, string? FailureReason)
{
    /// <summary>Whether all epochs were finished.</summary>
    public bool IsComplete { get; init; }
}
