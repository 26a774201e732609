using Harness.Experiments;
using Harness.Planning;

namespace Harness.Estimation;

/// <summary>The estimate for running the missing epochs.</summary>
/// <param name="Seconds">Training and validation together.</param>
/// <param name="AloneSeconds">The same with every technique on its own.</param>
/// <param name="Techniques">The time of each technique on its own.</param>
/// <param name="PeakBytes">About the peak memory of the process, without that of a GPU.</param>
public sealed record SuiteEstimate(
    double Seconds, double AloneSeconds, IReadOnlyList<TechniqueEstimate> Techniques, long PeakBytes)
{
    /// <summary>Whether there were any measurements; otherwise everything that was tried failed, and the times are 0.</summary>
    public required bool IsTimed { get; init; }

    /// <summary>The epochs that failed when they were tried. They count as if they had succeeded, with the times of similar ones.</summary>
    public required IReadOnlyList<TrialFailure> Failures { get; init; }
}

/// <summary>The estimate for the missing epochs of a technique.</summary>
/// <param name="Technique">The technique.</param>
/// <param name="Epochs">How many epochs are missing, over all seeds.</param>
/// <param name="AloneSeconds">Their time on their own.</param>
public sealed record TechniqueEstimate(Technique Technique, int Epochs, double AloneSeconds);

/// <summary>An epoch that failed when a few of its batches were tried.</summary>
/// <param name="Node">The epoch; it was tried from the initial weights, whatever comes before it.</param>
/// <param name="Reason">Why it failed.</param>
public sealed record TrialFailure(EpochNode Node, string Reason);
