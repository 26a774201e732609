using System.Text.Json.Nodes;
using Harness.Experiments;
using Harness.Results;

namespace Harness.Planning;

/// <summary>What a suite consists of: every technique with every seed, cut into epochs, each of which is run once.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Runs">Every technique with every seed; all techniques with the first seed come first, so that a run cut short compares them all.</param>
/// <param name="Nodes">All epochs once, parents before children, in the suite's order.</param>
/// <param name="SharedEpochs">The epochs put together as they are run, in the order in which they are run.</param>
public sealed record Plan(
    Suite Suite, IReadOnlyList<PlannedRun> Runs, IReadOnlyList<EpochNode> Nodes, IReadOnlyList<SharedEpoch> SharedEpochs)
{
    /// <summary>The address of the plan: equal ones belong to one suite and have the same epochs.</summary>
    public string Key => ContentKey.Of(new JsonObject
    {
        ["suite"] = Suite.Name,
        ["epochs"] = new JsonArray([.. Nodes.Select(node => (JsonNode)node.Key)]),
    });
}

/// <summary>One technique with one seed.</summary>
/// <param name="Technique">The technique.</param>
/// <param name="Seed">The training seed.</param>
/// <param name="Nodes">Its epochs in order; with early stopping the most that there can be.</param>
public sealed record PlannedRun(Technique Technique, long Seed, IReadOnlyList<EpochNode> Nodes)
{
    /// <summary>The epochs that the run has, from what is known so far: early stopping leaves out those after its end.</summary>
    /// <param name="resultOf">What an epoch gave; null if it is not known.</param>
    /// <returns>The first epochs of the run, or all.</returns>
    public IReadOnlyList<EpochNode> Needed(Func<EpochNode, EpochResult?> resultOf)
    {
        if (Technique.EarlyStopping is not { } earlyStopping) return Nodes;
        var before = Nodes.Count - Technique.Phases[^1].Epochs;
        var lastPhase = Nodes.Skip(before).Select(resultOf).TakeWhile(result => result is not null).ToList();
        return earlyStopping.StopsAfter(lastPhase!) is { } count ? [.. Nodes.Take(before + count)] : Nodes;
    }

    /// <summary>The epoch that the run keeps.</summary>
    /// <param name="resultOf">What an epoch gave; null if it is not known.</param>
    /// <returns>The epoch; null if the run is not finished.</returns>
    public EpochNode? Kept(Func<EpochNode, EpochResult?> resultOf)
    {
        var needed = Needed(resultOf);
        var known = needed.Select(resultOf).OfType<EpochResult>().ToList();
        return known.Count < needed.Count ? null : needed[Technique.ChooseKept(known)];
    }
}
