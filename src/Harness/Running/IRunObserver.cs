using Harness.Planning;
using Harness.Results;
using Harness.Training;

namespace Harness.Running;

/// <summary>Notified of what a run does, to show it to a person. All calls come from the thread that trains.</summary>
public interface IRunObserver
{
    /// <summary>The run begins.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="toRun">The shared epochs with those of their epochs that are not in the store, in order; with early stopping the most that there can be.</param>
    void Started(Plan plan, IReadOnlyList<SharedEpoch> toRun);

    /// <summary>A shared epoch begins; each of its epochs will be finished or fail.</summary>
    /// <param name="sharedEpoch">The shared epoch, with the epochs that are run.</param>
    void SharedEpochStarted(SharedEpoch sharedEpoch);

    /// <summary>Epochs of a shared epoch are not run, because every training that could have them has stopped early.</summary>
    /// <param name="sharedEpoch">The shared epoch as it was to be run.</param>
    /// <param name="needed">What is still run of it, which comes next; null for nothing.</param>
    void EpochsLeftOut(SharedEpoch sharedEpoch, SharedEpoch? needed);

    /// <summary>A batch went through.</summary>
    /// <param name="sharedEpoch">The shared epoch.</param>
    /// <param name="progress">Its progress, with loss and accuracy of its first epoch.</param>
    void Progressed(SharedEpoch sharedEpoch, EpochProgress progress);

    /// <summary>An epoch is finished and stored.</summary>
    /// <param name="node">The epoch.</param>
    /// <param name="result">What it gave.</param>
    void EpochFinished(EpochNode node, EpochResult result);

    /// <summary>An epoch failed; the techniques that need it have failed, the others continue.</summary>
    /// <param name="node">The epoch.</param>
    /// <param name="reason">Why.</param>
    void EpochFailed(EpochNode node, string reason);

    /// <summary>Something that the reader of the log should know.</summary>
    /// <param name="message">A sentence.</param>
    void Noted(string message);
}
