using Harness.Experiments;

namespace Harness.Planning;

/// <summary>What a suite consists of: every technique with every seed, cut into epochs, each of which is run once.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Runs">Every technique with every seed; all techniques with the first seed come first, so that a run cut short compares them all.</param>
/// <param name="Nodes">All epochs once, parents before children, in the suite's order.</param>
/// <param name="SharedEpochs">The epochs put together as they are run, in the order in which they are run.</param>
public sealed record Plan(
    Suite Suite, IReadOnlyList<PlannedRun> Runs, IReadOnlyList<EpochNode> Nodes, IReadOnlyList<SharedEpoch> SharedEpochs);

/// <summary>One technique with one seed.</summary>
/// <param name="Technique">The technique.</param>
/// <param name="Seed">The training seed.</param>
/// <param name="Nodes">Its epochs in order.</param>
public sealed record PlannedRun(Technique Technique, long Seed, IReadOnlyList<EpochNode> Nodes);
