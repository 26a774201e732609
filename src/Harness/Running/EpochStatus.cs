using Harness.Planning;
using Harness.Storage;

namespace Harness.Running;

/// <summary>What a run would do with an epoch.</summary>
public enum EpochStatus
{
    /// <summary>Train it.</summary>
    WillRun,

    /// <summary>Nothing: it is finished.</summary>
    Stored,

    /// <summary>Nothing: it failed and would fail again.</summary>
    Failed,

    /// <summary>Nothing: an epoch before it failed, so that it has nothing to start from.</summary>
    Blocked,

    /// <summary>Nothing: every training that could have it has stopped early.</summary>
    NotNeeded,
}

/// <summary>The status of epochs. A plan that is shown, an estimate and a run itself must agree on it.</summary>
public static class EpochStatuses
{
    /// <summary>Looks every epoch of a plan up, once: a store checks hashes on the way.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">The finished epochs.</param>
    /// <returns>The status by key.</returns>
    public static IReadOnlyDictionary<string, EpochStatus> Of(Plan plan, IEpochStore store)
    {
        var records = plan.Nodes.ToDictionary(node => node.Key, node => store.Find(node.Key));
        var needed = plan.Runs.SelectMany(run => run.Needed(node => records[node.Key]?.Result)).Select(node => node.Key).ToHashSet();
        var statuses = new Dictionary<string, EpochStatus>();
        // Parents come before their children.
        foreach (var node in plan.Nodes) statuses.Add(node.Key, Of(node, records[node.Key], needed, statuses));
        return statuses;
    }

    private static EpochStatus Of(EpochNode node, EpochRecord? record, IReadOnlySet<string> needed, Dictionary<string, EpochStatus> statuses)
    {
        if (record is not null) return record.Failure is null ? EpochStatus.Stored : EpochStatus.Failed;
        if (!needed.Contains(node.Key)) return EpochStatus.NotNeeded;
        var isBlocked = node.Parent is { } parent && statuses[parent.Key] is EpochStatus.Failed or EpochStatus.Blocked;
        return isBlocked ? EpochStatus.Blocked : EpochStatus.WillRun;
    }
}
