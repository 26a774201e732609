using Harness.Planning;
using Harness.Storage;

namespace Harness.Running;

/// <summary>What a run would do with a stage.</summary>
public enum StageStatus
{
    /// <summary>Train it.</summary>
    WillRun,

    /// <summary>Nothing: it is finished.</summary>
    Stored,

    /// <summary>Nothing: it failed and would fail again.</summary>
    Failed,

    /// <summary>Nothing: an epoch before it failed, so that it has nothing to start from.</summary>
    Blocked,
}

/// <summary>The status of stages. A plan that is shown, an estimate and a run itself must agree on it.</summary>
public static class StageStatuses
{
    /// <summary>Looks every stage of a plan up, once: a store checks hashes on the way.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">The finished stages.</param>
    /// <returns>The status by key.</returns>
    public static IReadOnlyDictionary<string, StageStatus> Of(Plan plan, IStageStore store)
    {
        var statuses = new Dictionary<string, StageStatus>();
        // Parents come before their children.
        foreach (var stage in plan.Stages) statuses.Add(stage.Key, Of(stage, store, statuses));
        return statuses;
    }

    private static StageStatus Of(Stage stage, IStageStore store, Dictionary<string, StageStatus> statuses)
    {
        if (store.Find(stage.Key) is { } record) return record.Failure is null ? StageStatus.Stored : StageStatus.Failed;
        var isBlocked = stage.Parent is { } parent && statuses[parent.Key] is StageStatus.Failed or StageStatus.Blocked;
        return isBlocked ? StageStatus.Blocked : StageStatus.WillRun;
    }
}
