using Harness.Cli.Output;
using Harness.Planning;
using Harness.Results;
using Harness.Running;
using Harness.Training;

namespace Harness.Cli.Commands;

/// <summary>Shows a run, and ends it before a seed for which there is no time: rows of equally many seeds can be compared.</summary>
/// <param name="display">What shows it.</param>
/// <param name="limit">The time.</param>
internal sealed class LimitedRun(ProgressDisplay display, TimeLimit limit) : IRunObserver
{
    private long? _seed;
    private TimeSpan _began;

    /// <inheritdoc/>
    public void Started(Plan plan, IReadOnlyList<SharedEpoch> toRun) => display.Started(plan, toRun);

    /// <inheritdoc/>
    public void SharedEpochStarted(SharedEpoch sharedEpoch)
    {
        if (sharedEpoch.Seed != _seed) BeginSeed(sharedEpoch.Seed);
        display.SharedEpochStarted(sharedEpoch);
    }

    /// <inheritdoc/>
    public void EpochsLeftOut(SharedEpoch sharedEpoch, SharedEpoch? needed) => display.EpochsLeftOut(sharedEpoch, needed);

    /// <inheritdoc/>
    public void Progressed(SharedEpoch sharedEpoch, EpochProgress progress) => display.Progressed(sharedEpoch, progress);

    /// <inheritdoc/>
    public void EpochFinished(EpochNode node, EpochResult result) => display.EpochFinished(node, result);

    /// <inheritdoc/>
    public void EpochFailed(EpochNode node, string reason) => display.EpochFailed(node, reason);

    /// <inheritdoc/>
    public void Noted(string message) => display.Noted(message);

    // The next seed takes as long as the last one; of the first nothing is known yet.
    private void BeginSeed(long seed)
    {
        if (_seed is not null) limit.EndUnlessFits(limit.Passed - _began);
        (_seed, _began) = (seed, limit.Passed);
    }
}
