using Harness.Planning;
using Harness.Results;
using Harness.Storage;

namespace Harness.Running.Epochs;

/// <summary>Follows which trainings of a plan have stopped early while it is run. It depends only on results, so that an interrupted run, and one
/// that finds everything stored, leaves out the same epochs.</summary>
internal sealed class EarlyStops
{
    private readonly ILookup<string, PlannedRun> _runs;
    private readonly Dictionary<string, EpochResult> _results = [];

    /// <summary>Begins with what is stored.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">The finished epochs.</param>
    public EarlyStops(Plan plan, IEpochStore store)
    {
        _runs = plan.Runs.SelectMany(run => run.Nodes.Select(node => (node.Key, Run: run))).ToLookup(pair => pair.Key, pair => pair.Run);
        // For the others no result decides anything.
        foreach (var node in plan.Runs.Where(run => run.Technique.EarlyStopping is not null).SelectMany(run => run.Nodes).DistinctBy(node => node.Key))
        {
            if (store.FindSummary(node.Key)?.Result is { } result) _results[node.Key] = result;
        }
    }

    /// <summary>Whether a training still wants an epoch.</summary>
    /// <param name="node">The epoch.</param>
    /// <returns>False where every training that has it in the plan has stopped before.</returns>
    public bool IsNeeded(EpochNode node) => _runs[node.Key].Any(run => run.Technique.EarlyStopping is null || Needed(run).Any(needed => needed.Key == node.Key));

    /// <summary>Records the result of an epoch.</summary>
    /// <param name="node">The epoch.</param>
    /// <param name="result">Its result.</param>
    /// <returns>The trainings that end with it though more epochs were planned.</returns>
    public IReadOnlyList<PlannedRun> Add(EpochNode node, EpochResult result)
    {
        _results[node.Key] = result;
        return [.. _runs[node.Key].Where(run => Needed(run) is var needed && needed.Count < run.Nodes.Count && needed[^1].Key == node.Key)];
    }

    private IReadOnlyList<EpochNode> Needed(PlannedRun run) => run.Needed(node => _results.GetValueOrDefault(node.Key));
}
