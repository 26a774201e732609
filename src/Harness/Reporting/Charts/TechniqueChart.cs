using Harness.Results;
using Harness.Training.Monitoring;
using ScottPlot;

namespace Harness.Reporting.Charts;

/// <summary>The training and validation curves of one technique: each seed, their mean, and what its source reports.</summary>
internal static class TechniqueChart
{
    private static readonly Color TrainColor = new(0x8C, 0x8C, 0x8C);
    private static readonly Color KeptColor = new(0x33, 0x33, 0x33);

    /// <summary>Draws the chart.</summary>
    /// <param name="technique">The technique, with at least one finished epoch; the run need not be finished.</param>
    /// <param name="style">Its style.</param>
    /// <param name="metric">The figure.</param>
    /// <param name="images">The number of validation images.</param>
    /// <param name="withPublished">Whether published values were measured on these images.</param>
    /// <returns>The chart; the caller disposes it.</returns>
    public static Chart Draw(TechniqueSummary technique, TechniqueStyle style, ChartMetric metric, int images, bool withPublished)
    {
        var chart = new Chart($"{Chart.Shorten(technique.Technique)}: {metric.Title}", metric.AxisLabel);
        var series = new[]
        {
            new Series("validation", style.Color, style.Marker, metric.Valid, withPublished ? Published(technique, metric.PublishedValid) : []),
            new Series("training", TrainColor, MarkerShape.FilledSquare, metric.Train, withPublished ? Published(technique, metric.PublishedTrain) : []),
        };
        // The order is that of the legend too: what matters most comes first.
        foreach (var one in series) DrawMean(chart.Plot, technique, one);
        foreach (var one in series) DrawRuns(chart.Plot, technique, one);
        foreach (var one in series) DrawPublished(chart.Plot, one);
        if (technique.Technique.Keep != KeepRule.Last) DrawKept(chart.Plot, technique, series[0]);
        CurveAxes.Apply(chart.Plot, [.. series.SelectMany(one => one.Curves(technique))], metric, images);
        chart.ShowLegendAtRight();
        return chart;
    }

    private static double[] Published(TechniqueSummary technique, Func<Experiments.PublishedEpoch, double> figure) =>
        [.. (technique.Technique.Published?.Epochs ?? []).Select(figure)];

    // A single complete run is its own mean; runs that did not finish are always shown as they are.
    private static void DrawRuns(Plot plot, TechniqueSummary technique, Series series)
    {
        var runs = technique.Runs.Where(run => run.Epochs.Count > 0 && !(run.IsComplete && technique.CompleteRuns.Count == 1)).ToList();
        foreach (var run in runs)
        {
            var curve = EpochCurve.Of([run], series.Figure);
            var line = plot.Add.Scatter(curve.Epochs, curve.Mean, series.Color.WithAlpha(0.45));
            line.LineWidth = 1;
            line.MarkerSize = run.Epochs.Count == 1 ? 6 : 0;
            if (run == runs[0] && curve.Epochs.Length > 0) line.LegendText = $"{series.Name}, {(runs.Any(one => one.IsComplete) ? "single seeds" : "runs not finished")}";
        }
    }

    private static void DrawMean(Plot plot, TechniqueSummary technique, Series series)
    {
        if (technique.Status == TechniqueStatus.Failed) return;
        var curve = EpochCurve.Of(technique.CompleteRuns, series.Figure);
        if (curve.Epochs.Length == 0) return;
        var line = plot.Add.Scatter(curve.Epochs, curve.Mean, series.Color);
        line.LineWidth = 2.5f;
        line.MarkerShape = series.Marker;
        line.MarkerSize = curve.Epochs.Length > 12 ? 5 : 8;
        line.LegendText = technique.CompleteRuns.Count == 1
            ? $"{series.Name}, one run"
            : Format.Invariant($"{series.Name}, mean of {technique.CompleteRuns.Count} seeds");
    }

    private static void DrawPublished(Plot plot, Series series)
    {
        if (series.Published.Length == 0) return;
        var line = plot.Add.Scatter(series.PublishedEpochs, series.Published, series.Color);
        line.LineWidth = 1.5f;
        line.LinePattern = LinePattern.Dashed;
        line.MarkerShape = MarkerShape.OpenDiamond;
        line.MarkerSize = 8;
        line.LegendText = $"{series.Name}, published";
    }

    // For every finished run, since the kept epochs of the seeds differ.
    private static void DrawKept(Plot plot, TechniqueSummary technique, Series series)
    {
        var kept = technique.CompleteRuns.Select(run => run.Epochs[run.KeptEpoch]).Where(epoch => double.IsFinite(series.Figure(epoch))).ToList();
        if (kept.Count == 0) return;
        var epochs = kept.ConvertAll(epoch => epoch.Epoch + 1.0);
        var markers = plot.Add.Markers(epochs, kept.ConvertAll(epoch => series.Figure(epoch)), MarkerShape.OpenCircle, 13, KeptColor);
        markers.LegendText = kept.Count == 1 ? "kept epoch" : "kept epochs";
    }

    private sealed record Series(string Name, Color Color, MarkerShape Marker, Func<EpochResult, double> Figure, double[] Published)
    {
        public double[] PublishedEpochs => [.. Enumerable.Range(1, Published.Length).Select(epoch => (double)epoch)];

        public EpochCurve[] Curves(TechniqueSummary technique) =>
            [.. technique.Runs.Select(run => EpochCurve.Of([run], Figure)), new(PublishedEpochs, Published, Published, Published)];
    }
}
