namespace Harness.Results;

/// <summary>One technique trained with one seed.</summary>
/// <param name="Seed">The training seed.</param>
/// <param name="Epochs">The epochs that were finished, in order.</param>
/// <param name="ValidPredictions">One per validation image after the kept epoch; empty when the run failed or is unfinished, and where that epoch
/// predicts no classes.</param>
/// <param name="FailureReason">Why it ended early; null when it did not.</param>
public sealed record RunResult(
    long Seed, IReadOnlyList<EpochResult> Epochs, IReadOnlyList<Prediction> ValidPredictions, string? FailureReason)
{
    /// <summary>Whether all epochs were finished; all up to where it stopped early, if it did.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Whether it was finished with fewer epochs than were planned, because its validation did not get better.</summary>
    public bool StoppedEarly { get; init; }

    /// <summary>The place in <see cref="Epochs"/> of the epoch whose network is kept; of a run that is not complete it means nothing.</summary>
    public int KeptEpoch { get; init; } = Epochs.Count - 1;

    /// <summary>The result of the kept epoch's network on the test images; null if there are none, or they have not been opened for it.</summary>
    public TestResult? Test { get; init; }
}
