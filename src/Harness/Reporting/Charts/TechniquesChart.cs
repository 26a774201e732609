using Harness.Results;
using ScottPlot;
using ScottPlot.Plottables;

namespace Harness.Reporting.Charts;

/// <summary>
/// The validation curves of all techniques: means over seeds, with the range of the single seeds. A technique without a finished run shows the epochs
/// that it came to.
/// </summary>
internal static class TechniquesChart
{
    // Bars from the lowest to the highest seed are clearer than bands as long as they fit side by side.
    private const int MaximumEpochsForBars = 3;

    // More curves cannot be told apart: then the best have colors, and the others are drawn faintly behind them.
    private const int MaximumColored = 12;
    private const int ColoredOfMany = 8;

    private static readonly Color Faint = new(0xCC, 0xCC, 0xCC);

    /// <summary>Draws the chart.</summary>
    /// <param name="techniques">All techniques, at least one of them with a finished epoch.</param>
    /// <param name="metric">The figure.</param>
    /// <param name="images">The number of validation images.</param>
    /// <returns>The chart; the caller disposes it.</returns>
    public static Chart Draw(IReadOnlyList<TechniqueSummary> techniques, ChartMetric metric, int images)
    {
        var chart = new Chart($"Validation {metric.Name}{Legend(techniques)}", metric.AxisLabel);
        var curves = techniques.Select(technique => EpochCurve.Of(ShownRuns(technique), metric.Valid)).ToList();
        var epochs = CurveAxes.LastEpoch(curves);
        var shifts = Shifts(techniques, epochs);
        var drawn = Enumerable.Range(0, techniques.Count).Where(index => curves[index].Epochs.Length > 0).ToList();
        var colored = Colored(drawn, curves, metric);
        foreach (var index in drawn.Except(colored)) DrawFaintly(chart.Plot, curves[index], shifts[index], epochs);
        foreach (var (place, index) in colored.Index())
        {
            // With so many techniques that the other charts repeat colors, each color here is unique.
            var style = TechniqueStyle.For(colored.Count < drawn.Count ? place : index);
            if (ShownRuns(techniques[index]).Count > 1) DrawRange(chart.Plot, curves[index], style, shifts[index], epochs);
            DrawMean(chart.Plot, curves[index], style, shifts[index], epochs).LegendText = NameOf(techniques[index]);
        }
        if (colored.Count < drawn.Count) AddOthers(chart.Plot, drawn.Count - colored.Count);
        CurveAxes.Apply(chart.Plot, curves, metric, images);
        chart.NoteFailures(techniques.Where(technique => ShownRuns(technique).Count == 0));
        chart.ShowLegendAtRight();
        return chart;
    }

    // In the order of the suite, as in the other charts.
    private static List<int> Colored(List<int> drawn, IReadOnlyList<EpochCurve> curves, ChartMetric metric)
    {
        if (drawn.Count <= MaximumColored) return drawn;
        var sign = metric == ChartMetric.Accuracy ? -1 : 1;
        return [.. drawn.OrderBy(index => sign * curves[index].Mean[^1]).ThenBy(index => index).Take(ColoredOfMany).Order()];
    }

    private static void DrawFaintly(Plot plot, EpochCurve curve, double shift, int epochs)
    {
        var line = plot.Add.Scatter(Shifted(curve, shift), curve.Mean, Faint);
        line.LineWidth = epochs == 1 ? 0 : 1;
        line.MarkerSize = epochs > MaximumEpochsForBars ? 0 : 4;
    }

    private static void AddOthers(Plot plot, int count) => plot.Legend.ManualItems.Add(
        new() { LabelText = Format.Invariant($"{count} others, further from the best"), LineColor = Faint, LineWidth = 1, MarkerShape = MarkerShape.None });

    private static IReadOnlyList<RunResult> ShownRuns(TechniqueSummary technique) =>
        technique.Status == TechniqueStatus.Failed ? [.. technique.Runs.Where(run => run.Epochs.Count > 0)] : technique.CompleteRuns;

    private static string NameOf(TechniqueSummary technique) =>
        technique.Status == TechniqueStatus.Failed ? $"{Chart.NameOf(technique)} (not finished)" : Chart.NameOf(technique);

    private static string Legend(IReadOnlyList<TechniqueSummary> techniques)
    {
        var seeds = techniques.Max(technique => ShownRuns(technique).Count);
        return seeds < 2 ? ", one run each" : Format.Invariant($", mean and range of {seeds} seeds");
    }

    // Where there are bars, or points without lines, the techniques are side by side, or they would hide each other.
    private static double[] Shifts(IReadOnlyList<TechniqueSummary> techniques, int epochs)
    {
        var hasBars = epochs <= MaximumEpochsForBars && techniques.Any(technique => ShownRuns(technique).Count > 1);
        if (!hasBars && epochs > 1) return new double[techniques.Count];
        var shown = techniques.Count(technique => ShownRuns(technique).Count > 0);
        var width = epochs == 1 ? 0.6 : 0.16 * (epochs - 1);
        var place = 0;
        return [.. techniques.Select(technique =>
            ShownRuns(technique).Count == 0 || shown == 1 ? 0 : width * ((place++ / (shown - 1.0)) - 0.5))];
    }

    private static void DrawRange(Plot plot, EpochCurve curve, TechniqueStyle style, double shift, int epochs)
    {
        if (epochs > MaximumEpochsForBars)
        {
            var band = plot.Add.FillY(curve.Epochs, curve.Lowest, curve.Highest);
            band.FillColor = style.Color.WithAlpha(0.12);
            band.LineWidth = 0;
            return;
        }
        var below = curve.Mean.Zip(curve.Lowest, (mean, lowest) => mean - lowest).ToArray();
        var above = curve.Mean.Zip(curve.Highest, (mean, highest) => highest - mean).ToArray();
        var bars = plot.Add.ErrorBar(Shifted(curve, shift), curve.Mean, above);
        bars.YErrorNegative = below;
        bars.Color = style.Color.WithAlpha(0.7);
        bars.LineWidth = 1.5f;
    }

    private static Scatter DrawMean(Plot plot, EpochCurve curve, TechniqueStyle style, double shift, int epochs)
    {
        var line = plot.Add.Scatter(Shifted(curve, shift), curve.Mean, style.Color);
        line.LineWidth = epochs == 1 ? 0 : 2;
        line.LinePattern = style.Pattern;
        line.MarkerShape = style.Marker;
        line.MarkerSize = epochs > 12 ? 5 : 8;
        return line;
    }

    private static double[] Shifted(EpochCurve curve, double shift) => [.. curve.Epochs.Select(epoch => epoch + shift)];
}
