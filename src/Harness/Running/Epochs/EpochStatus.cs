using Harness.Planning;
using Harness.Results;
using Harness.Storage;

namespace Harness.Running.Epochs;

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
    /// <summary>Looks every epoch of a plan up, once. Kept epochs, whose predictions a report needs, count as stored only where these are whole.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">The finished epochs.</param>
    /// <returns>The status by key.</returns>
    public static IReadOnlyDictionary<string, EpochStatus> Of(Plan plan, IEpochStore store)
    {
        var summaries = plan.Nodes.ToDictionary(node => node.Key, node => store.FindSummary(node.Key));
        var kept = plan.Runs.Select(run => run.Kept(ResultOf)).OfType<EpochNode>().Select(node => node.Key).Distinct().ToList();
        foreach (var damaged in kept.Where(key => store.Find(key) is null)) summaries[damaged] = null;
        var needed = plan.Runs.SelectMany(run => run.Needed(ResultOf)).Select(node => node.Key).ToHashSet();
        var statuses = new Dictionary<string, EpochStatus>();
        // Parents come before their children.
        foreach (var node in plan.Nodes) statuses.Add(node.Key, Of(node, summaries[node.Key], needed, statuses));
        return statuses;

        EpochResult? ResultOf(EpochNode node) => summaries[node.Key]?.Result;
    }

    private static EpochStatus Of(EpochNode node, EpochSummary? summary, IReadOnlySet<string> needed, Dictionary<string, EpochStatus> statuses)
    {
        if (summary is not null) return summary.Failure is null ? EpochStatus.Stored : EpochStatus.Failed;
        if (!needed.Contains(node.Key)) return EpochStatus.NotNeeded;
        var isBlocked = node.Parent is { } parent && statuses[parent.Key] is EpochStatus.Failed or EpochStatus.Blocked;
        return isBlocked ? EpochStatus.Blocked : EpochStatus.WillRun;
    }
}
