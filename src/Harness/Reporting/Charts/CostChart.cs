using Harness.Reporting.Comparisons;
using ScottPlot;

namespace Harness.Reporting.Charts;

/// <summary>What a technique's accuracy costs: validation accuracy after the kept epoch with its 95 % interval against the time of one run with its deviation over seeds.</summary>
internal static class CostChart
{
    /// <summary>Draws the chart.</summary>
    /// <param name="comparison">All techniques, at least one of them with an accuracy.</param>
    /// <param name="images">The number of validation images.</param>
    /// <param name="choosesEpochs">Whether a technique keeps another epoch than the last.</param>
    /// <returns>The chart; the caller disposes it.</returns>
    public static Chart Draw(SuiteComparison comparison, int images, bool choosesEpochs)
    {
        var techniques = comparison.Techniques;
        var chart = new Chart("Validation accuracy and training time", choosesEpochs ? "validation accuracy after the kept epoch" : "validation accuracy");
        var points = techniques.Select((technique, index) => (Technique: technique, Index: index))
            .Where(point => point.Technique.KeptAccuracy is not null)
            .ToList();
        var limits = SetAxes(chart.Plot, [.. points.Select(point => point.Technique)], comparison, images);
        foreach (var (technique, index) in points) DrawSpread(chart.Plot, technique, comparison, TechniqueStyle.For(index).Color.WithAlpha(0.45));
        foreach (var (technique, index) in points)
        {
            var style = TechniqueStyle.For(index);
            var marker = chart.Plot.Add.ScatterPoints([technique.Seconds!.Mean], new[] { technique.KeptAccuracy!.Mean }, style.Color);
            marker.MarkerShape = style.Marker;
            marker.MarkerSize = 12;
            marker.LegendText = $"{Number(index)}  {Chart.NameOf(technique)}";
        }
        Label(chart.Plot, points, limits);
        chart.NoteFailures(techniques);
        chart.ShowLegendAtRight();
        return chart;
    }

    // Time begins at 0, so that twice as far to the right is twice as long.
    private static AxisLimits SetAxes(Plot plot, IReadOnlyList<TechniqueSummary> shown, SuiteComparison comparison, int images)
    {
        var range = ValueRange.Around(shown.SelectMany(technique => Accuracies(technique, comparison)), 1, 1.0 / Math.Max(1, images));
        var longest = shown.Max(technique => technique.Seconds!.Mean + (technique.Seconds.StandardDeviation ?? 0));
        var limits = new AxisLimits(0, longest > 0 ? longest * 1.1 : 1, range.Min, range.Max);
        plot.Axes.SetLimits(limits);
        plot.Axes.Bottom.TickGenerator = ValueTicks.In(limits.HorizontalRange);
        plot.Axes.Left.TickGenerator = ValueTicks.In(range);
        plot.XLabel("seconds of training and validation per run", Chart.AxisLabelSize);
        return limits;
    }

    private static double[] Accuracies(TechniqueSummary technique, SuiteComparison comparison) => comparison.AccuracyInterval(technique.Place) is { } interval
        ? [technique.KeptAccuracy!.Mean, interval.Low, interval.High]
        : [technique.KeptAccuracy!.Mean];

    private static void DrawSpread(Plot plot, TechniqueSummary technique, SuiteComparison comparison, Color color)
    {
        var (seconds, accuracy) = (technique.Seconds!, technique.KeptAccuracy!.Mean);
        var ends = Accuracies(technique, comparison);
        var bar = plot.Add.ErrorBar([seconds.Mean], [accuracy], [0.0]);
        (bar.YErrorNegative, bar.YErrorPositive) = ([accuracy - ends.Min()], [ends.Max() - accuracy]);
        (bar.XErrorNegative, bar.XErrorPositive) = ([seconds.StandardDeviation ?? 0], [seconds.StandardDeviation ?? 0]);
        (bar.Color, bar.LineWidth, bar.CapSize) = (color, 1.5f, 4);
    }

    // Names would overlap where techniques cost the same: points bear numbers, the legend says whose they are.
    private static void Label(Plot plot, IReadOnlyList<(TechniqueSummary Technique, int Index)> points, AxisLimits limits)
    {
        var pixels = points.Select(point => (
            X: (point.Technique.Seconds!.Mean - limits.Left) / limits.HorizontalSpan * Chart.DataWidth,
            Y: (limits.Top - point.Technique.KeptAccuracy!.Mean) / limits.VerticalSpan * Chart.UsualDataHeight)).ToList();
        var offsets = LabelPlacement.Place(pixels);
        for (var i = 0; i < points.Count; i++)
        {
            var (technique, index) = points[i];
            var label = plot.Add.Text(Number(index), technique.Seconds!.Mean, technique.KeptAccuracy!.Mean);
            label.LabelFontSize = 13;
            label.LabelFontColor = TechniqueStyle.For(index).Color.Darken(0.3);
            label.LabelAlignment = Alignment.MiddleCenter;
            label.OffsetX = (float)offsets[i].X;
            label.OffsetY = (float)offsets[i].Y;
        }
    }

    private static string Number(int index) => Format.Invariant($"{index + 1}");
}
