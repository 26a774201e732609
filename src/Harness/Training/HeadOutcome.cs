namespace Harness.Training;

/// <summary>The outcome of one technique in a shared epoch: one of the two is null.</summary>
/// <param name="Epoch">What it gave; the receiver disposes the state in it.</param>
/// <param name="Failure">Why it failed.</param>
public sealed record HeadOutcome(EpochOutcome? Epoch, TrainingFailedException? Failure);
