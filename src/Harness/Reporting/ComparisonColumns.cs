using System.Globalization;
using Harness.Experiments;
using Harness.Experiments.Reading;
using Harness.Reporting.Comparisons;
using Harness.Results;
using Harness.Running.Collecting;
using Harness.Statistics;

namespace Harness.Reporting;

/// <summary>The columns of the comparison: one list for programs, one for people.</summary>
internal static class ComparisonColumns
{
    private const string LastEpoch = "after the last epoch, mean over the finished runs";

    private const string Trainable = "Parameters that train in at least one phase.";

    private const string OfInterval = "a 95 % interval for the accuracy after the kept epoch, over other images of the same kind and, where a row has several seeds, over other seeds";

    private const string OfGroups = "Techniques that share a letter cannot be told apart; a is the group of the best. Techniques without a common seed were not compared and share no letter.";

    private const string Judged = "Whether a further run could have given the published accuracy: agrees, differs, or cannot tell (fewer than three seeds).";

    private const string KeptEpoch = "after the kept epoch, mean over the finished runs";

    /// <summary>The columns of <c>comparison.csv</c>: full precision, empty for what does not exist, NA for what failed.</summary>
    /// <param name="result">The suite's result: columns that none of its techniques needs are left out.</param>
    /// <param name="comparison">Its comparison.</param>
    /// <returns>The columns from left to right.</returns>
    public static IReadOnlyList<ResultColumn> ForFiles(SuiteResult result, SuiteComparison comparison) =>
    [
        Label("technique", "The technique's name.", row => row.Technique.Name),
        Number("seeds", "The number of finished runs.", "", row => Format.Invariant($"{row.CompleteRuns.Count}")),
        Number("val_acc", $"Validation accuracy {LastEpoch}.", "", row => Exact(row.ValidAccuracy)),
        Number("val_acc_sd", "Sample standard deviation of val_acc over the runs; one run has none.", "", row => ExactDeviation(row.ValidAccuracy)),
        Number("val_acc_low", $"The low end of {OfInterval}; empty where nothing is known about single images.", "", row => comparison.AccuracyInterval(row.Place) is { } interval ? Format.Exact(interval.Low) : ""),
        Number("val_acc_high", $"The high end of {OfInterval}.", "", row => comparison.AccuracyInterval(row.Place) is { } interval ? Format.Exact(interval.High) : ""),
        Label("groups", OfGroups, row => comparison.Letters(row.Place)),
        Number("val_loss", $"Validation cross entropy {LastEpoch}.", "", row => ExactLoss(row, row.ValidLoss)),
        Number("balanced_acc", "Mean recall of the classes after the kept epoch; empty where no classes are predicted.", "", row => Measured(ClassFigures.BalancedAccuracy(comparison, row), Format.Exact)),
        Number("macro_f1", "Mean F1 of the classes after the kept epoch.", "", row => Measured(ClassFigures.MacroF1(comparison, row), Format.Exact)),
        Number("calibration_error", "Expected calibration error with fifteen bins after the kept epoch.", "", row => Measured(ClassFigures.Calibration(result, row), Format.Exact)),
        .. HasTop5(comparison) ? [Number("top5_acc", $"The fraction of validation images whose class is among the five most probable, {LastEpoch}.", "", row => Measured(Top5(row), Format.Exact))] : Array.Empty<ResultColumn>(),
        Number("published_val_acc", "What the technique's source reports.", "", row => Published(row, Format.Exact)),
        .. IsPublishedOfTheseImages(result) ? [Label("published_verdict", Judged, row => PublishedVerdict.Of(row, Images(result)))] : Array.Empty<ResultColumn>(),
        Number("trainable_parameters", Trainable, "", row => Format.Invariant($"{row.TrainableParameters}")),
        Number("epochs", "Epochs of one run, mean over the finished runs: fewer than planned where it stopped early.", "", row => row.EpochCount?.Mean.ToString("0.##", CultureInfo.InvariantCulture) ?? Format.NotAvailable),
        Number("seconds", "Training and validation of one run, mean over the finished runs.", "s", row => Seconds(row, "F2")),
        Number("seconds_sd", "Sample standard deviation of seconds over the runs; one run has none.", "s", row => row.Seconds is null ? Format.NotAvailable : row.Seconds.StandardDeviation?.ToString("F2", CultureInfo.InvariantCulture) ?? ""),
        Label("status", "ok, partial (some seeds) or failed.", row => row.Status.ToString().ToLowerInvariant()),
        Label("reason", "Why seeds are missing.", row => row.Reason),
        .. KeptEpochs.AreChosenIn(result) ? KeptForFiles : [],
        .. result.Test is null ? [] : TestForFiles,
    ];

    /// <summary>The columns of the Markdown table and of the console.</summary>
    /// <param name="result">The suite's result: columns that none of its techniques needs are left out.</param>
    /// <param name="comparison">Its comparison.</param>
    /// <returns>The columns from left to right.</returns>
    public static IReadOnlyList<ResultColumn> ForReading(SuiteResult result, SuiteComparison comparison) =>
    [
        Label("Technique", "The technique's name.", row => SingleLine.Of(row.Technique.Name)),
        Number("Validation accuracy", $"Validation accuracy {LastEpoch}.", "", row => MeanAndDeviation(row.ValidAccuracy, Images(result))),
        // Interval and group are for this accuracy, so they are beside it.
        .. KeptEpochs.AreChosenIn(result) ? KeptForReading(result) : [],
        .. comparison.HasIntervals ? [Number("95 % interval", $"The ends of {OfInterval}.", "", row => comparison.AccuracyInterval(row.Place) is { } interval ? Format.Range(interval, Images(result)) : "")] : Array.Empty<ResultColumn>(),
        .. comparison.HasGroups ? [Label("Group", OfGroups, row => comparison.Letters(row.Place))] : Array.Empty<ResultColumn>(),
        .. ClassFigures.AreUneven(result)
            ? [Number("Balanced accuracy", "Mean recall of the classes after the kept epoch.", "", row => ClassFigures.BalancedAccuracy(comparison, row) is { } value ? MeanAndDeviation(value, Images(result)) : "")]
            : Array.Empty<ResultColumn>(),
        .. HasTop5(comparison) ? [Number("Top-5 accuracy", $"The fraction of validation images whose class is among the five most probable, {LastEpoch}.", "", row => Top5(row) is { } top ? MeanAndDeviation(top, Images(result)) : "")] : Array.Empty<ResultColumn>(),
        Number("Seeds", "The number of finished runs.", "", Seeds),
        .. comparison.Techniques.Any(technique => technique.Technique.Published is not null)
            ? [Number("Published", "The validation accuracy that the technique's source reports.", "", row => Published(row, Format.Short))]
            : Array.Empty<ResultColumn>(),
        .. IsPublishedOfTheseImages(result) ? [Label("Verdict", Judged, row => PublishedVerdict.Of(row, Images(result)))] : Array.Empty<ResultColumn>(),
        Number("Validation loss", $"Validation cross entropy {LastEpoch}.", "", row => Loss(row, row.ValidLoss)),
        .. KeptEpochs.AreChosenIn(result) ? [Number("Loss of the kept epoch", $"Validation cross entropy {KeptEpoch}.", "", row => Loss(row, row.KeptLoss))] : Array.Empty<ResultColumn>(),
        .. result.Test is null ? [] : TestForReading(result.Test),
        Number("Trainable parameters", Trainable, "", row => Format.Count(row.TrainableParameters)),
        Number("Epochs", "Epochs of one run; of runs that stopped early, the fewest and the most.", "", Epochs),
        Number("Time", "Training and validation of one run, mean over the finished runs and its sample standard deviation.", "s", row => TimeWithSpread(row.Seconds)),
    ];

    private static IReadOnlyList<ResultColumn> KeptForFiles { get; } =
    [
        Label("keep", "Which epoch's network is kept: last, best_loss or best_accuracy.", row => Choices.KeepRules.NameOf(row.Technique.Keep)),
        Number("kept_epochs", "The kept epochs of the finished runs, counted from 1 as in epochs.csv, in the order of the seeds.", "", row => string.Join(' ', row.KeptEpochs.Select(epoch => Format.Invariant($"{epoch}")))) with { IsList = true },
        Number("kept_val_acc", $"Validation accuracy {KeptEpoch}.", "", row => Exact(row.KeptAccuracy)),
        Number("kept_val_acc_sd", "Sample standard deviation of kept_val_acc over the runs; one run has none.", "", row => ExactDeviation(row.KeptAccuracy)),
        Number("kept_val_loss", $"Validation cross entropy {KeptEpoch}.", "", row => ExactLoss(row, row.KeptLoss)),
    ];

    private static IReadOnlyList<ResultColumn> KeptForReading(SuiteResult result) =>
    [
        Number("Kept epoch", "Which epoch's network is kept, by seed.", "", row => KeptEpochs.Describe(row)),
        Number("Its accuracy", $"Validation accuracy {KeptEpoch}.", "", row => MeanAndDeviation(row.KeptAccuracy, Images(result))),
    ];

    private static IReadOnlyList<ResultColumn> TestForFiles { get; } =
    [
        Number("test_acc", $"Accuracy on the test images {KeptEpoch}; empty where they have not been opened.", "", row => Measured(row.TestAccuracy, Format.Exact)),
        Number("test_acc_sd", "Sample standard deviation of test_acc over the runs; one run has none.", "", row => Measured(row.TestAccuracy?.StandardDeviation, Format.Exact)),
        Number("test_loss", $"Cross entropy on the test images {KeptEpoch}.", "", row => Measured(row.TestLoss, Format.Exact)),
    ];

    private static IReadOnlyList<ResultColumn> TestForReading(TestPart test) =>
    [
        Number("Test accuracy", $"Accuracy on the test images {KeptEpoch}.", "", row => row.TestAccuracy is null ? "" : MeanAndDeviation(row.TestAccuracy, test.ImageCount)),
    ];

    /// <summary>A mean with its deviation, for people.</summary>
    /// <param name="statistic">The statistic; null if no run is finished.</param>
    /// <param name="images">The images on which it was measured.</param>
    /// <returns><c>0.575 ± 0.010</c>; the mean alone if there is one run.</returns>
    public static string MeanAndDeviation(Statistic? statistic, int images) => statistic switch
    {
        null => Format.NotAvailable,
        { StandardDeviation: { } deviation } accuracy => $"{Format.Accuracy(accuracy.Mean, images)} ± {Format.Accuracy(deviation, images)}",
        { } accuracy => Format.Accuracy(accuracy.Mean, images),
    };

    private static bool HasTop5(SuiteComparison comparison) => comparison.Techniques.Any(technique => Top5(technique) is not null);

    // Epochs that an earlier version stored have none: a mean over some of the runs would pass for one over all.
    private static Statistic? Top5(TechniqueSummary technique) => technique.Valid(MetricNames.Top5) is { } top && top.Count == technique.CompleteRuns.Count ? top : null;

    private static bool IsPublishedOfTheseImages(SuiteResult result) => result.Suite.PublishedImages == PublishedImages.Same;

    private static int Images(SuiteResult result) => result.ValidImages.Count;

    private static ResultColumn Label(string title, string legend, Func<TechniqueSummary, string> cell) =>
        new(title, legend, "", ColumnAlignment.Left, cell);

    private static ResultColumn Number(string title, string legend, string unit, Func<TechniqueSummary, string> cell) =>
        new(title, legend, unit, ColumnAlignment.Right, cell);

    private static string Measured(Statistic? statistic, Func<double, string> format) => Measured(statistic?.Mean, format);

    private static string Measured(double? value, Func<double, string> format) => value is { } known ? format(known) : "";

    private static string Exact(Statistic? statistic) => statistic is null ? Format.NotAvailable : Format.Exact(statistic.Mean);

    private static string ExactDeviation(Statistic? statistic) => statistic switch
    {
        null => Format.NotAvailable,
        { StandardDeviation: { } deviation } => Format.Exact(deviation),
        _ => "",
    };

    private static string Loss(TechniqueSummary row, Statistic? statistic) => statistic is { } loss ? Format.Short(loss.Mean) : NoLoss(row);

    private static string ExactLoss(TechniqueSummary row, Statistic? statistic) => statistic is { } loss ? Format.Exact(loss.Mean) : NoLoss(row);

    // A classifier without probabilities has no cross entropy; that is not a failure.
    private static string NoLoss(TechniqueSummary row) => row.CompleteRuns.Count == 0 ? Format.NotAvailable : "";

    private static string Seeds(TechniqueSummary row) => row.Status == TechniqueStatus.Ok
        ? Format.Invariant($"{row.CompleteRuns.Count}")
        : Format.Invariant($"{row.CompleteRuns.Count} of {row.SeedCount}");

    private static string Published(TechniqueSummary row, Func<double, string> format) =>
        row.Technique.Published?.ValidAccuracy is { } accuracy ? format(accuracy) : "";

    private static string Epochs(TechniqueSummary row)
    {
        var counts = row.CompleteRuns.Select(run => run.Epochs.Count).ToList();
        if (counts.Count == 0) return Format.NotAvailable;
        return counts.Min() == counts.Max() ? Format.Invariant($"{counts[0]}") : Format.Invariant($"{counts.Min()} to {counts.Max()}");
    }

    private static string TimeWithSpread(Statistic? seconds) => seconds switch
    {
        null => Format.NotAvailable,
        { StandardDeviation: { } deviation } => Format.Invariant($"{seconds.Mean:F1} ± {deviation:F1}"),
        _ => Format.Invariant($"{seconds.Mean:F1}"),
    };

    private static string Seconds(TechniqueSummary row, string format) => row.Seconds is { } seconds
        ? seconds.Mean.ToString(format, CultureInfo.InvariantCulture)
        : Format.NotAvailable;
}
