using Harness.Experiments;

namespace Harness.Planning;

/// <summary>What a suite consists of: every technique with every seed, cut into stages, each of which is run once.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Trainings">Every technique with every seed; all techniques with the first seed come first, so that a run cut short compares them all.</param>
/// <param name="Stages">All stages once, parents before children, in the suite's order.</param>
/// <param name="Passes">The stages put together as they are run, in the order in which they are run.</param>
public sealed record Plan(
    Suite Suite, IReadOnlyList<PlannedTraining> Trainings, IReadOnlyList<Stage> Stages, IReadOnlyList<Pass> Passes);

/// <summary>One technique with one seed.</summary>
/// <param name="Technique">The technique.</param>
/// <param name="Seed">The training seed.</param>
/// <param name="Stages">Its epochs in order.</param>
public sealed record PlannedTraining(Technique Technique, long Seed, IReadOnlyList<Stage> Stages);
