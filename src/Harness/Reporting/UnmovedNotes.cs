using Harness.Results;

namespace Harness.Reporting;

/// <summary>Reports parameters that a technique trained without changing them.</summary>
internal static class UnmovedNotes
{
    /// <summary>Writes the sentences that a technique needs.</summary>
    /// <param name="technique">The technique.</param>
    /// <returns>None, or a sentence for each reason; failed runs count as far as they came.</returns>
    public static IEnumerable<string> For(TechniqueSummary technique) =>
    [
        .. Note(
            technique, epoch => epoch.RoundedAway, "no longer changed by their updates",
            maximum => Format.Invariant($"at a learning rate of {maximum.LearningRate:0.##e-0} the steps are too small for float32 values of their size")),
        .. Note(technique, epoch => epoch.WithoutGradient, "not changed", _ => "their gradient was zero, like that of dead units"),
    ];

    private static IEnumerable<string> Note(
        TechniqueSummary technique, Func<EpochResult, UnmovedParameters?> unmoved, string what, Func<UnmovedParameters, string> why)
    {
        var found = technique.Runs.SelectMany(run => run.Epochs).Where(epoch => unmoved(epoch) is not null).ToList();
        if (found.Count == 0) yield break;
        var maximum = found.Select(epoch => unmoved(epoch)!).MaxBy(one => one.Count)!;
        var epochs = technique.Runs.Sum(run => run.Epochs.Count);
        yield return Format.Invariant(
            $"'{SingleLine.Of(technique.Technique.Name)}': from epoch {found.Min(epoch => epoch.Epoch) + 1} on, in {found.Count:N0} of {Format.Count(epochs, "epoch")}, ")
            + Format.Invariant($"{(found.Count > 1 ? "up to " : "")}{maximum.Count:N0} of {Format.Count(maximum.TrainedCount, "trained parameter")} were {what}: {why(maximum)} ")
            + $"('{maximum.Example}' is among them).";
    }
}
