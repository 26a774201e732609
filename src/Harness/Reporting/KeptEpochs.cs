using Harness.Running.Collecting;
using Harness.Training.Monitoring;

namespace Harness.Reporting;

/// <summary>Shows which epoch's network is kept of every training, and by which rule.</summary>
internal static class KeptEpochs
{
    private const int SeedsListed = 5;

    /// <summary>Whether a report has to show kept epochs.</summary>
    /// <param name="result">The suite's result.</param>
    /// <returns>Whether a technique keeps another than the last.</returns>
    public static bool AreChosenIn(SuiteResult result) => result.Suite.Techniques.Any(technique => technique.Keep != KeepRule.Last);

    /// <summary>The kept epochs of a technique for reading.</summary>
    /// <param name="row">The technique.</param>
    /// <returns>One number for each finished run, counted from 1; of many runs the lowest and the highest.</returns>
    public static string Describe(TechniqueSummary row) => row.KeptEpochs switch
    {
        [] => Format.NotAvailable,
        var epochs when epochs.Min() == epochs.Max() => Format.Invariant($"{epochs[0]}"),
        { Count: <= SeedsListed } epochs => string.Join(", ", epochs.Select(epoch => Format.Invariant($"{epoch}"))),
        var epochs => Format.Invariant($"{epochs.Min()} to {epochs.Max()}"),
    };

    /// <summary>Writes the sentences that the columns of kept epochs need.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="techniques">Its techniques.</param>
    /// <returns>Plain sentences; none if every technique keeps its last epoch.</returns>
    public static IEnumerable<string> Notes(SuiteResult result, IReadOnlyList<TechniqueSummary> techniques)
    {
        if (!AreChosenIn(result)) yield break;
        var rules = techniques.GroupBy(technique => technique.Technique.Keep).Select(group => $"{Words(group.Key)} for {Names([.. group], techniques.Count)}");
        yield return $"The kept epoch, which predictions.csv, the intervals and the comparison of techniques are based on, is {string.Join("; ", rules)}.";
        yield return "Loss and accuracy of an epoch that was chosen by them are optimistic: the same validation images chose it. Only test images, which had no part in that, "
            + "show what it is worth on other images.";
    }

    private static string Words(KeepRule rule) => rule switch
    {
        KeepRule.BestLoss => "that of the lowest validation loss",
        KeepRule.BestAccuracy => "that of the highest validation accuracy",
        _ => "the last one",
    };

    private static string Names(IReadOnlyList<TechniqueSummary> techniques, int all) => techniques.Count == all
        ? "all techniques"
        : string.Join(", ", techniques.Select(technique => $"'{SingleLine.Of(technique.Technique.Name)}'"));
}
