using Harness.Planning;
using Harness.Storage;

namespace Harness.Running;

/// <summary>The passes of a plan that a run would go through.</summary>
internal static class MissingPasses
{
    /// <summary>Leaves out what is stored, finished or failed.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">The finished stages.</param>
    /// <returns>The passes with those of their stages that are missing, in order.</returns>
    public static IReadOnlyList<Pass> Of(Plan plan, IStageStore store)
    {
        var missing = plan.Stages.Where(stage => store.Find(stage.Key) is null).Select(stage => stage.Key).ToHashSet();
        return [.. plan.Passes.Select(pass => pass.Only(stage => missing.Contains(stage.Key))).OfType<Pass>()];
    }
}
