using Harness.Planning;
using Harness.Results;
using Harness.Running;
using Harness.Training;

namespace Harness.Cli.Runs;

/// <summary>Shows a run, and ends it before a seed for which there is no time: rows with the same number of seeds can be compared.</summary>
/// <param name="display">Shows it.</param>
/// <param name="limit">The time.</param>
/// <param name="split">The split that is run, counted from 0.</param>
internal sealed class LimitedRun(IRunObserver display, TimeLimit limit, int split = 0) : IRunObserver
{
    /// <inheritdoc/>
    public void Started(Plan plan, IReadOnlyList<SharedEpoch> toRun) => display.Started(plan, toRun);

    /// <inheritdoc/>
    public void SharedEpochStarted(SharedEpoch sharedEpoch)
    {
        limit.Begin(split, sharedEpoch.Seed);
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
}
