using System.Text.Json;
using Harness.Reporting.Charts;
using Harness.Reporting.Comparisons;
using Harness.Results;
using Harness.Running.Collecting;
using Harness.Statistics;

namespace Harness.Reporting.Html;

/// <summary>What the page's script draws.</summary>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Techniques">The techniques with a finished run, in the suite's order.</param>
/// <param name="Images">The number of validation images.</param>
/// <param name="Gallery">Images and what was said about them; null if nothing is known about single images.</param>
internal sealed record PageData(IReadOnlyList<string> Classes, IReadOnlyList<PageTechnique> Techniques, int Images, PageGallery? Gallery)
{
    // The default encoder writes <, > and & as escapes, so that no name can end the script element.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Collects it.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="comparison">Its comparison.</param>
    /// <returns>The data.</returns>
    public static PageData Of(SuiteResult result, SuiteComparison comparison) => new(
        [.. result.Classes.Select(SingleLine.Of)],
        [.. comparison.Techniques.Where(technique => technique.Status != TechniqueStatus.Failed).Select(technique => PageTechnique.Of(result, comparison, technique))],
        result.ValidImages.Count,
        Galleries.Gallery.Of(result, comparison.Techniques) is { } gallery ? PageGallery.Of(result, gallery) : null);

    /// <summary>Writes it.</summary>
    /// <returns>JSON on one line.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, Options);
}

/// <summary>One technique.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its color, as CSS writes it.</param>
/// <param name="Seeds">How many runs are finished.</param>
/// <param name="Accuracy">The mean validation accuracy after the kept epoch; null if there is none.</param>
/// <param name="Low">The low end of its 95 % interval; null if there is none.</param>
/// <param name="High">The high end.</param>
/// <param name="Groups">The letters of its groups.</param>
/// <param name="Seconds">The mean seconds of a run, and the shortest and the longest.</param>
/// <param name="Curves">Accuracy, loss and what else its objectives measure, by epoch.</param>
/// <param name="Published">Published validation accuracies by epoch, if they were measured on these images.</param>
/// <param name="Calibration">By probability how often predictions are right: mean probability, fraction that is right, predictions, and so on.</param>
/// <param name="Confusion">For each class and what its images were taken for how many, mean over the runs: class, prediction, images, and so on.</param>
internal sealed record PageTechnique(
    string Name, string Color, int Seeds, double? Accuracy, double? Low, double? High, string Groups, double[] Seconds,
    IReadOnlyList<PageCurve> Curves, double[] Published, double[] Calibration, double[] Confusion)
{
    /// <summary>Collects what is drawn of a technique.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="comparison">Its comparison.</param>
    /// <param name="technique">The technique.</param>
    /// <returns>The data.</returns>
    public static PageTechnique Of(SuiteResult result, SuiteComparison comparison, TechniqueSummary technique)
    {
        var color = TechniqueStyle.For(technique.Place).Color;
        var interval = comparison.AccuracyInterval(technique.Place);
        double[] seconds = [.. technique.CompleteRuns.Select(run => run.Epochs.Sum(epoch => epoch.Seconds))];
        return new(
            SingleLine.Of(technique.Technique.Name), Format.Invariant($"#{color.R:x2}{color.G:x2}{color.B:x2}"), technique.CompleteRuns.Count,
            Round(technique.KeptAccuracy?.Mean), Round(interval?.Low), Round(interval?.High), comparison.Letters(technique.Place),
            [.. new[] { seconds.Average(), seconds.Min(), seconds.Max() }.Select(value => Math.Round(value, 2))],
            // A figure may come only from unfinished runs.
            [.. ChartMetric.Of(technique).Select(metric => PageCurve.Of(technique.CompleteRuns, metric)).Where(curve => curve.Epochs.Length > 0)],
            result.Suite.PublishedImages == Experiments.PublishedImages.Same ? [.. (technique.Technique.Published?.Epochs ?? []).Select(epoch => epoch.ValidAccuracy)] : [],
            [
                .. ClassFigures.CurveOfCalibration(result, technique).Bins
                    .SelectMany(bin => new[] { Math.Round(bin.Probability, 4), Math.Round(bin.Right, 4), bin.Predictions }),
            ],
            [.. ConfusionMatrix.Mean(comparison.ConfusionMatrices(technique.Place)).SelectMany(pair => new[] { pair.Label, pair.Prediction, Math.Round(pair.Images, 2) })]);
    }

    private static double? Round(double? value) => value is { } number ? Math.Round(number, 6) : null;
}

/// <summary>One figure of a technique by epoch.</summary>
/// <param name="Metric">Which.</param>
/// <param name="Label">What choice and axis say.</param>
/// <param name="Epochs">The epochs, from 1.</param>
/// <param name="Mean">The validation figure, mean over the seeds; of what only training measures, that of training.</param>
/// <param name="Lowest">Of the seeds.</param>
/// <param name="Highest">Of the seeds.</param>
/// <param name="TrainEpochs">The epochs of <paramref name="Train"/>.</param>
/// <param name="Train">The training figure, mean over the seeds.</param>
internal sealed record PageCurve(string Metric, string Label, double[] Epochs, double[] Mean, double[] Lowest, double[] Highest, double[] TrainEpochs, double[] Train)
{
    /// <summary>Takes runs together.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="metric">The figure.</param>
    /// <returns>The curve.</returns>
    public static PageCurve Of(IReadOnlyList<RunResult> runs, ChartMetric metric)
    {
        var train = EpochCurve.Of(runs, metric.Train);
        var valid = EpochCurve.Of(runs, metric.Valid) is { Epochs.Length: > 0 } measured ? measured : train;
        return new(metric.Name, metric.Title, valid.Epochs, Rounded(valid.Mean), Rounded(valid.Lowest), Rounded(valid.Highest), train.Epochs, Rounded(train.Mean));
    }

    private static double[] Rounded(double[] values) => [.. values.Select(value => Math.Round(value, 6))];
}
