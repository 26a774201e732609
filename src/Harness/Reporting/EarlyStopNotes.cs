using Harness.Training.Monitoring;

namespace Harness.Reporting;

/// <summary>Reports trainings that stopped early.</summary>
internal static class EarlyStopNotes
{
    /// <summary>Writes a sentence for each technique that may stop early and has finished runs.</summary>
    /// <param name="techniques">The techniques.</param>
    /// <returns>Plain sentences.</returns>
    public static IEnumerable<string> For(IReadOnlyList<TechniqueSummary> techniques) =>
        from technique in techniques
        where technique.Technique.EarlyStopping is not null && technique.CompleteRuns.Count > 0
        select For(technique, technique.Technique.EarlyStopping!);

    private static string For(TechniqueSummary technique, EarlyStopping rule)
    {
        var planned = technique.Technique.Phases.Sum(phase => phase.Epochs);
        var stopped = technique.CompleteRuns.Where(run => run.StoppedEarly).Select(run => run.Epochs.Count).Order().ToList();
        var name = SingleLine.Of(technique.Technique.Name);
        var better = rule.Monitor == MonitoredMetric.Loss ? "lower validation loss" : "higher validation accuracy";
        var by = rule.MinDelta > 0 ? Format.Invariant($" by more than {rule.MinDelta}") : "";
        var reason = Format.Invariant($"early stopping waits {Format.Count(rule.Patience, "epoch")} for a {better}{by}");
        if (stopped.Count == 0) return Format.Invariant($"'{name}': no run stopped early before its {planned} epochs; {reason}.");
        var after = string.Join(", ", stopped.Select(count => Format.Invariant($"{count}")));
        return Format.Invariant($"'{name}': {stopped.Count} of {Format.Count(technique.CompleteRuns.Count, "run")} stopped early, after {after} of {planned} epochs; {reason}.");
    }
}
