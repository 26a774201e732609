using Harness.Planning;
using Harness.Results;
using Harness.Running;
using Harness.Training;

namespace Harness.Cli.Output;

/// <summary>Reports what happens, to a person and to a log.</summary>
/// <param name="shown">Gets what the person sees.</param>
/// <param name="logged">Gets what is logged.</param>
internal sealed class LoggedProgress(ProgressDisplay shown, ProgressDisplay logged) : IRunObserver
{
    /// <inheritdoc/>
    public void Started(Plan plan, IReadOnlyList<SharedEpoch> toRun) => Both(display => display.Started(plan, toRun));

    /// <inheritdoc/>
    public void SharedEpochStarted(SharedEpoch sharedEpoch) => Both(display => display.SharedEpochStarted(sharedEpoch));

    /// <inheritdoc/>
    public void EpochsLeftOut(SharedEpoch sharedEpoch, SharedEpoch? needed) => Both(display => display.EpochsLeftOut(sharedEpoch, needed));

    /// <inheritdoc/>
    public void Progressed(SharedEpoch sharedEpoch, EpochProgress progress) => Both(display => display.Progressed(sharedEpoch, progress));

    /// <inheritdoc/>
    public void EpochFinished(EpochNode node, EpochResult result) => Both(display => display.EpochFinished(node, result));

    /// <inheritdoc/>
    public void EpochFailed(EpochNode node, string reason) => Both(display => display.EpochFailed(node, reason));

    /// <inheritdoc/>
    public void Noted(string message) => Both(display => display.Noted(message));

    private void Both(Action<ProgressDisplay> tell)
    {
        tell(shown);
        tell(logged);
    }
}
