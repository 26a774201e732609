using Harness.Results;

namespace Harness.Storage;

/// <summary>What the store says about a completed epoch, without its predictions, of which there is one per validation image.</summary>
/// <param name="Result">Losses, accuracies and seconds; null for a failed epoch.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
public sealed record EpochSummary(EpochResult? Result, string? Failure);
