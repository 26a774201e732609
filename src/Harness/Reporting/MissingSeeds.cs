using Harness.Results;
using Harness.Running.Collecting;

namespace Harness.Reporting;

/// <summary>Says why a technique has no value for some of its suite's seeds.</summary>
internal static class MissingSeeds
{
    /// <summary>Names every seed without a complete run, with its reason; seeds with the same reason are named together.</summary>
    /// <param name="technique">The technique and its runs.</param>
    /// <param name="seeds">The seeds of the suite.</param>
    /// <returns>A single line such as <c>seeds 1, 2: the loss became NaN; seed 3: not run</c>; empty when no seed is missing.</returns>
    public static string Explain(TechniqueResult technique, IReadOnlyList<long> seeds)
    {
        var runs = technique.Runs.ToLookup(run => run.Seed);
        var missing = seeds
            .Where(seed => !runs[seed].Any(run => run.IsComplete))
            .GroupBy(seed => Reason(technique, runs[seed].FirstOrDefault()));
        return string.Join("; ", missing.Select(group => $"{Format.Seeds([.. group])}: {group.Key}"));
    }

    private static string Reason(TechniqueResult technique, RunResult? run)
    {
        if (run is null) return "not run";
        if (run.FailureReason is not null) return SingleLine.Of(run.FailureReason);
        var epochs = technique.Technique.Phases.Sum(phase => phase.Epochs);
        var atMost = technique.Technique.EarlyStopping is null ? "" : "at most ";
        return Format.Invariant($"not finished ({run.Epochs.Count} of {atMost}{epochs} epochs)");
    }
}
