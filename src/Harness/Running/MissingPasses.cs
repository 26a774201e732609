using Harness.Planning;
using Harness.Storage;

namespace Harness.Running;

/// <summary>The passes of a plan that a run would go through.</summary>
internal static class MissingPasses
{
    /// <summary>Leaves out what is stored, finished or failed, and what has nothing to start from because an epoch before it failed.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">The finished stages.</param>
    /// <returns>The passes with those of their stages that would be run, in order.</returns>
    public static IReadOnlyList<Pass> Of(Plan plan, IStageStore store)
    {
        var statuses = StageStatuses.Of(plan, store);
        return [.. plan.Passes.Select(pass => pass.Only(stage => statuses[stage.Key] == StageStatus.WillRun)).OfType<Pass>()];
    }
}
