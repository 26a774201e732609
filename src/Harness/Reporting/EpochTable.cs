using Harness.Results;

namespace Harness.Reporting;

/// <summary>Losses and accuracies of every technique by epoch, mean over its runs, as a table to read.</summary>
/// <param name="Legend">What its numbers are.</param>
/// <param name="Heads">The heads of the columns.</param>
/// <param name="Rows">One for each technique and epoch; as many cells as heads, unescaped.</param>
internal sealed record EpochTable(string Legend, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    // More rows would not be read.
    private const int MostRows = 100;

    private static readonly (string Head, Func<EpochResult, double> Value)[] Figures =
    [
        ("Training loss", static epoch => epoch.TrainLoss),
        ("Validation loss", static epoch => epoch.ValidLoss),
        ("Training accuracy", static epoch => epoch.TrainAccuracy),
        ("Validation accuracy", static epoch => epoch.ValidAccuracy),
    ];

    /// <summary>Makes the table.</summary>
    /// <param name="techniques">The techniques; only finished runs are averaged.</param>
    /// <param name="images">The number of validation images.</param>
    /// <returns>The table; null if there is no finished run, or too much to read: <c>epochs.csv</c> has all.</returns>
    public static EpochTable? Of(IReadOnlyList<TechniqueSummary> techniques, int images)
    {
        // Only of runs that stopped early do some have fewer epochs than others.
        var areUneven = techniques.Any(technique => technique.CompleteRuns.Select(run => run.Epochs.Count).Distinct().Count() > 1);
        var rows = techniques.SelectMany(technique => Of(technique, images, areUneven)).ToList();
        if (rows.Count is 0 or > MostRows) return null;
        return new(
            areUneven ? "Mean over the finished runs that reached the epoch, as many as the row says: the others stopped early. Charts of means end where the first run stopped." : "Mean over the finished runs.",
            ["Technique", "Epoch", .. areUneven ? ["Runs"] : Array.Empty<string>(), .. Figures.Select(figure => figure.Head)], rows);
    }

    private static IEnumerable<IReadOnlyList<string>> Of(TechniqueSummary technique, int images, bool withRuns) =>
        from epoch in technique.CompleteRuns.SelectMany(run => run.Epochs).GroupBy(epoch => epoch.Epoch).OrderBy(epochs => epochs.Key)
        select (IReadOnlyList<string>)
        [
            SingleLine.Of(technique.Technique.Name), Format.Invariant($"{epoch.Key + 1}"),
            .. withRuns ? [Format.Invariant($"{epoch.Count()}")] : Array.Empty<string>(),
            .. Figures.Select((figure, index) => Cell(epoch.Average(figure.Value), isAccuracy: index > 1, images)),
        ];

    private static string Cell(double value, bool isAccuracy, int images) =>
        double.IsNaN(value) ? "" : isAccuracy ? Format.Accuracy(value, images) : Format.Short(value);
}
