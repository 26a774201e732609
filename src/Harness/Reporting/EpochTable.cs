using Harness.Results;

namespace Harness.Reporting;

/// <summary>Losses and accuracies of every technique by epoch, mean over its runs, as a table to read.</summary>
/// <param name="Heads">The heads of the columns.</param>
/// <param name="Rows">One for each technique and epoch; as many cells as heads, unescaped.</param>
internal sealed record EpochTable(IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    // More rows nobody reads.
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
    /// <returns>The table; null where there is no finished run, or too much to read: <c>epochs.csv</c> has all.</returns>
    public static EpochTable? Of(IReadOnlyList<TechniqueSummary> techniques, int images)
    {
        var rows = techniques.SelectMany(technique => Of(technique, images)).ToList();
        return rows.Count is 0 or > MostRows ? null : new(["Technique", "Epoch", .. Figures.Select(figure => figure.Head)], rows);
    }

    // Of runs that stopped early, epochs that only some have are means over those.
    private static IEnumerable<IReadOnlyList<string>> Of(TechniqueSummary technique, int images) =>
        from epoch in technique.CompleteRuns.SelectMany(run => run.Epochs).GroupBy(epoch => epoch.Epoch).OrderBy(epochs => epochs.Key)
        select (IReadOnlyList<string>)
        [
            SingleLine.Of(technique.Technique.Name), Format.Invariant($"{epoch.Key + 1}"),
            .. Figures.Select((figure, index) => Cell(epoch.Average(figure.Value), isAccuracy: index > 1, images)),
        ];

    private static string Cell(double value, bool isAccuracy, int images) =>
        double.IsNaN(value) ? "" : isAccuracy ? Format.Accuracy(value, images) : Format.Short(value);
}
