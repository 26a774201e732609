using Harness.Training.Monitoring;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Harness.Reporting.Charts;

/// <summary>The validation accuracy of each technique: mean ± standard deviation, the single seeds, and what its source reports.</summary>
internal static class ComparisonChart
{
    private static readonly Color Neutral = new(0x33, 0x33, 0x33);

    /// <summary>Draws the chart.</summary>
    /// <param name="techniques">All techniques, at least one of them with a finished run.</param>
    /// <returns>The chart; the caller disposes it.</returns>
    public static Chart Draw(IReadOnlyList<TechniqueSummary> techniques)
    {
        var shown = techniques.Select((technique, index) => new Line(technique, TechniqueStyle.For(index)))
            .Where(line => line.Technique.Status != TechniqueStatus.Failed)
            .ToList();
        var chart = new Chart("Validation accuracy after the last epoch", "") { DataHeight = Math.Max(80, RowHeight(shown.Count) * shown.Count) };
        var withPublished = ArePublishedNear(shown);
        for (var place = 0; place < shown.Count; place++) DrawTechnique(chart.Plot, shown[place], shown.Count - 1 - place, withPublished);
        SetAxes(chart, shown, withPublished);
        AddLegend(chart, techniques, shown, withPublished);
        return chart;
    }

    // Rows of hundreds of techniques move together: PNG libraries and viewers end at some 32,000 pixels.
    private static int RowHeight(int rows) => Math.Clamp(16_000 / rows, 16, 46);

    // Published values are of other images and often another backbone: where they lie so far off that the techniques could no longer be told apart,
    // the table alone has them.
    private static bool ArePublishedNear(IReadOnlyList<Line> shown)
    {
        var measured = ValueRange.Around(shown.SelectMany(line => Measured(line.Technique)), 1);
        var all = ValueRange.Around(shown.SelectMany(line => Measured(line.Technique).Concat(Published(line.Technique))), 1);
        return all.Span <= 2 * measured.Span;
    }

    private static void DrawTechnique(Plot plot, Line line, double y, bool withPublished)
    {
        var accuracy = line.Technique.ValidAccuracy!;
        if (accuracy.StandardDeviation is { } deviation)
        {
            DrawDeviation(plot, accuracy.Mean, deviation, y, line.Style.Color);
            // Below the mean, where they neither hide it nor each other's row.
            double[] seeds = [.. Seeds(line.Technique)];
            plot.Add.Markers(seeds, [.. seeds.Select(_ => y - 0.24)], MarkerShape.FilledCircle, 5, line.Style.Color.WithAlpha(0.55));
        }
        plot.Add.Marker(accuracy.Mean, y, line.Style.Marker, 11, line.Style.Color);
        foreach (var kept in Kept(line.Technique)) plot.Add.Marker(kept, y, MarkerShape.OpenCircle, 15, Neutral);
        foreach (var test in Test(line.Technique)) plot.Add.Marker(test, y, MarkerShape.Eks, 11, Neutral);
        if (!withPublished) return;
        foreach (var published in Published(line.Technique)) plot.Add.Marker(published, y, MarkerShape.OpenDiamond, 11, Neutral);
    }

    private static void DrawDeviation(Plot plot, double mean, double deviation, double y, Color color)
    {
        var bar = plot.Add.ErrorBar([mean], [y], [0.0]);
        (bar.XErrorNegative, bar.XErrorPositive) = ([deviation], [deviation]);
        (bar.YErrorNegative, bar.YErrorPositive) = (null, null);
        bar.Color = color;
        bar.LineWidth = 2.5f;
        bar.CapSize = 6;
    }

    private static IEnumerable<double> Seeds(TechniqueSummary technique) =>
        technique.CompleteRuns.Select(run => run.Epochs[^1].ValidAccuracy);

    private static IEnumerable<double> Kept(TechniqueSummary technique) =>
        technique.Technique.Keep != KeepRule.Last && technique.KeptAccuracy is { } accuracy ? [accuracy.Mean] : [];

    private static IEnumerable<double> Test(TechniqueSummary technique) => technique.TestAccuracy is { } accuracy ? [accuracy.Mean] : [];

    private static IEnumerable<double> Published(TechniqueSummary technique) =>
        technique.Technique.Published?.ValidAccuracy is { } accuracy ? [accuracy] : [];

    private static void SetAxes(Chart chart, IReadOnlyList<Line> shown, bool withPublished)
    {
        var labels = shown.Select(line => Chart.NameOf(line.Technique)).ToArray();
        double[] places = [.. shown.Select((_, place) => (double)(shown.Count - 1 - place))];
        chart.Plot.Axes.Left.TickGenerator = new NumericManual(places, labels);
        chart.Plot.Axes.SetLimitsY(-0.6, shown.Count - 0.4);
        var values = shown.SelectMany(line => Measured(line.Technique).Concat(withPublished ? Published(line.Technique) : []));
        var range = ValueRange.Around(values, 1);
        chart.Plot.Axes.SetLimitsX(range.Min, range.Max);
        chart.Plot.Axes.Bottom.TickGenerator = ValueTicks.In(range);
        chart.Plot.XLabel("accuracy", Chart.AxisLabelSize);
    }

    private static IEnumerable<double> Measured(TechniqueSummary technique)
    {
        var accuracy = technique.ValidAccuracy!;
        var deviation = accuracy.StandardDeviation ?? 0;
        return [accuracy.Mean - deviation, accuracy.Mean + deviation, .. Seeds(technique), .. Kept(technique), .. Test(technique)];
    }

    private static void AddLegend(Chart chart, IReadOnlyList<TechniqueSummary> techniques, IReadOnlyList<Line> shown, bool withPublished)
    {
        var spread = shown.Any(line => line.Technique.ValidAccuracy!.StandardDeviation is not null);
        AddItem(chart, MarkerShape.FilledCircle, 11, spread ? "mean ± standard deviation" : "one run");
        if (spread) AddItem(chart, MarkerShape.FilledCircle, 5, "single seeds");
        var mean = spread ? "mean " : "";
        if (shown.Any(line => Kept(line.Technique).Any())) AddItem(chart, MarkerShape.OpenCircle, 15, $"{mean}after the kept epoch, which the same images chose");
        if (shown.Any(line => Test(line.Technique).Any())) AddItem(chart, MarkerShape.Eks, 11, $"{mean}on the test images, by which nothing was chosen");
        if (shown.Any(line => Published(line.Technique).Any()))
        {
            if (withPublished) AddItem(chart, MarkerShape.OpenDiamond, 11, "published");
            else AddItem(chart, MarkerShape.None, 0, "published values lie outside");
        }
        chart.NoteFailures(techniques);
        chart.ShowLegendBelow();
    }

    private static void AddItem(Chart chart, MarkerShape shape, float size, string text) =>
        chart.Plot.Legend.ManualItems.Add(new() { LabelText = text, MarkerShape = shape, MarkerSize = size, MarkerColor = Neutral });

    private sealed record Line(TechniqueSummary Technique, TechniqueStyle Style);
}
