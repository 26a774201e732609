using Harness.Planning;
using Harness.Storage;

namespace Harness.Running.Epochs;

/// <summary>The shared epochs of a plan that a run would go through.</summary>
internal static class MissingEpochs
{
    /// <summary>Leaves out what is stored, finished or failed, what has nothing to start from because an epoch before it
    /// failed, and what early stopping is known to leave out. Of trainings that may still stop early, all epochs are among them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">The finished epochs.</param>
    /// <returns>The shared epochs with those of their epochs that would be run, in order.</returns>
    public static IReadOnlyList<SharedEpoch> Of(Plan plan, IEpochStore store)
    {
        var statuses = EpochStatuses.Of(plan, store);
        return [.. plan.SharedEpochs.Select(sharedEpoch => sharedEpoch.Only(node => statuses[node.Key] == EpochStatus.WillRun)).OfType<SharedEpoch>()];
    }
}
