namespace Harness.Reporting;

/// <summary>The columns of the comparison: one list for programs, one for people.</summary>
internal static class ComparisonColumns
{
    private const string LastEpoch = "after the last epoch, mean over the finished runs";

    private const string Trainable = "Parameters that train in at least one phase.";

    /// <summary>The columns of <c>comparison.csv</c>: full precision, empty for what does not exist, NA for what failed.</summary>
    public static IReadOnlyList<ResultColumn> ForFiles { get; } =
    [
        Label("technique", "The technique's name.", row => row.Technique.Name),
        Number("seeds", "The number of finished runs.", "", row => Format.Invariant($"{row.CompleteRuns.Count}")),
        Number("val_acc", $"Validation accuracy {LastEpoch}.", "", row => Exact(row.ValidAccuracy)),
        Number("val_acc_sd", "Sample standard deviation of val_acc over the runs; one run has none.", "", ExactDeviation),
        Number("val_loss", $"Validation cross entropy {LastEpoch}.", "", ExactLoss),
        Number("published_val_acc", "What the technique's source reports.", "", row => Published(row, Format.Exact)),
        Number("trainable_parameters", Trainable, "", row => Format.Invariant($"{row.TrainableParameters}")),
        Number("seconds", "Training and validation of one run, mean over the finished runs.", "s", row => Seconds(row, "F2")),
        Label("status", "ok, partial (some seeds) or failed.", row => row.Status.ToString().ToLowerInvariant()),
        Label("reason", "Why seeds are missing.", row => row.Reason),
    ];

    /// <summary>The columns of the Markdown table and of the console.</summary>
    public static IReadOnlyList<ResultColumn> ForReading { get; } =
    [
        Label("Technique", "The technique's name.", row => SingleLine.Of(row.Technique.Name)),
        Number("Validation accuracy", $"Validation accuracy {LastEpoch}.", "", MeanAndDeviation),
        Number("Seeds", "The number of finished runs.", "", Seeds),
        Number("Published", "The validation accuracy that the technique's source reports.", "", row => Published(row, Format.Short)),
        Number("Validation loss", $"Validation cross entropy {LastEpoch}.", "", Loss),
        Number("Trainable parameters", Trainable, "", row => Format.Count(row.TrainableParameters)),
        Number("Time", "Training and validation of one run, mean over the finished runs.", "s", row => Seconds(row, "F1")),
    ];

    /// <summary>A mean with its deviation, for people.</summary>
    /// <param name="statistic">Of which.</param>
    /// <returns><c>0.5751 ± 0.0099</c>; the mean alone where there is one run.</returns>
    public static string MeanAndDeviation(Statistic statistic) => statistic.StandardDeviation is { } deviation
        ? $"{Format.Short(statistic.Mean)} ± {Format.Short(deviation)}"
        : Format.Short(statistic.Mean);

    private static ResultColumn Label(string title, string legend, Func<TechniqueSummary, string> cell) =>
        new(title, legend, "", ColumnAlignment.Left, cell);

    private static ResultColumn Number(string title, string legend, string unit, Func<TechniqueSummary, string> cell) =>
        new(title, legend, unit, ColumnAlignment.Right, cell);

    private static string Exact(Statistic? statistic) => statistic is null ? Format.NotAvailable : Format.Exact(statistic.Mean);

    private static string ExactDeviation(TechniqueSummary row) => row.ValidAccuracy switch
    {
        null => Format.NotAvailable,
        { StandardDeviation: { } deviation } => Format.Exact(deviation),
        _ => "",
    };

    private static string MeanAndDeviation(TechniqueSummary row) => row.ValidAccuracy is { } accuracy ? MeanAndDeviation(accuracy) : Format.NotAvailable;

    private static string Loss(TechniqueSummary row) => row.ValidLoss is { } loss ? Format.Short(loss.Mean) : NoLoss(row);

    private static string ExactLoss(TechniqueSummary row) => row.ValidLoss is { } loss ? Format.Exact(loss.Mean) : NoLoss(row);

    // A classifier without probabilities has no cross entropy; that is no failure.
    private static string NoLoss(TechniqueSummary row) => row.CompleteRuns.Count == 0 ? Format.NotAvailable : "";

    private static string Seeds(TechniqueSummary row) => row.Status == TechniqueStatus.Ok
        ? Format.Invariant($"{row.CompleteRuns.Count}")
        : Format.Invariant($"{row.CompleteRuns.Count} of {row.SeedCount}");

    private static string Published(TechniqueSummary row, Func<double, string> format) =>
        row.Technique.Published?.ValidAccuracy is { } accuracy ? format(accuracy) : "";

    private static string Seconds(TechniqueSummary row, string format) => row.Seconds is { } seconds
        ? seconds.Mean.ToString(format, System.Globalization.CultureInfo.InvariantCulture)
        : Format.NotAvailable;
}
