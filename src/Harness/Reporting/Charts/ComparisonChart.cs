using Harness.Reporting.Comparisons;
using Harness.Statistics;
using Harness.Training.Monitoring;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Harness.Reporting.Charts;

/// <summary>The validation accuracy of each technique, the highest first: mean and 95 % interval, the single seeds, and what its source reports.</summary>
internal static class ComparisonChart
{
    private static readonly Color Neutral = new(0x33, 0x33, 0x33);
    private static readonly Color Faint = new(0xAA, 0xAA, 0xAA);

    /// <summary>Draws the chart.</summary>
    /// <param name="comparison">All techniques, at least one of them with an accuracy.</param>
    /// <param name="withPublished">Whether published values were measured on these images.</param>
    /// <param name="baseRate">The accuracy of always naming the largest class; null if it is not known.</param>
    /// <returns>The chart; the caller disposes it.</returns>
    public static Chart Draw(SuiteComparison comparison, bool withPublished, double? baseRate)
    {
        var shown = comparison.Techniques.Where(technique => technique.ValidAccuracy is not null)
            .OrderByDescending(technique => technique.ValidAccuracy!.Mean).ThenBy(technique => technique.Place)
            .Select(technique => new Line(technique, TechniqueStyle.For(technique.Place), comparison.AccuracyInterval(technique.Place), comparison.Letters(technique.Place)))
            .ToList();
        var chart = new Chart("Validation accuracy after the last epoch", "") { DataHeight = Math.Max(80, RowHeight(shown.Count) * shown.Count) };
        double[] rates = baseRate is { } rate && IsNear(shown, rate) ? [rate] : [];
        DrawReferences(chart.Plot, shown, rates);
        for (var place = 0; place < shown.Count; place++) DrawTechnique(chart.Plot, shown[place], shown.Count - 1 - place, withPublished);
        SetAxes(chart, shown, [.. rates, .. withPublished ? shown.SelectMany(line => Published(line.Technique)) : []]);
        AddLegend(chart, comparison.Techniques, shown, withPublished, rates.Length == 0 ? baseRate : null);
        return chart;
    }

    // Rows of hundreds of techniques move together: PNG libraries and viewers end at about 32,000 pixels.
    private static int RowHeight(int rows) => Math.Clamp(16_000 / rows, 16, 46);

    // Values so far off that the techniques could no longer be distinguished are not drawn.
    private static bool IsNear(IReadOnlyList<Line> shown, double value)
    {
        var measured = ValueRange.Around(shown.SelectMany(Measured), 1);
        return ValueRange.Around(shown.SelectMany(Measured).Append(value), 1).Span <= 2 * measured.Span;
    }

    private static void DrawReferences(Plot plot, IReadOnlyList<Line> shown, double[] baseRates)
    {
        var highest = shown[0].Technique.ValidAccuracy!.Mean;
        plot.Add.VerticalLine(highest, 1.2f, Faint, LinePattern.Dashed);
        foreach (var rate in baseRates) plot.Add.VerticalLine(rate, 1.6f, Faint, LinePattern.Dotted);
        // What is drawn next has the dashes of the line before it unless it sets its own, and of a marker with dashes Skia's SVG complains. This solid line has no length.
        plot.Add.Line(highest, 0, highest, 0);
    }

    private static void DrawTechnique(Plot plot, Line line, double y, bool withPublished)
    {
        var accuracy = line.Technique.ValidAccuracy!;
        if (line.Interval is { } interval) DrawInterval(plot, interval, y, line.Style.Color);
        // Below the mean, where they neither hide it nor each other's row.
        double[] seeds = accuracy.Count > 1 ? [.. Seeds(line.Technique)] : [];
        plot.Add.Markers(seeds, [.. seeds.Select(_ => y - 0.24)], MarkerShape.FilledCircle, 5, line.Style.Color.WithAlpha(0.55));
        plot.Add.Marker(accuracy.Mean, y, line.Style.Marker, 11, line.Style.Color);
        foreach (var kept in Kept(line.Technique)) plot.Add.Marker(kept, y, MarkerShape.OpenCircle, 15, Neutral);
        foreach (var test in Test(line.Technique)) plot.Add.Marker(test, y, MarkerShape.Eks, 11, Neutral);
        if (!withPublished) return;
        foreach (var published in Published(line.Technique)) plot.Add.Marker(published, y, MarkerShape.OpenDiamond, 11, Neutral);
    }

    private static void DrawInterval(Plot plot, Interval interval, double y, Color color)
    {
        var bar = plot.Add.ErrorBar([(interval.Low + interval.High) / 2], [y], [0.0]);
        (bar.XErrorNegative, bar.XErrorPositive) = ([interval.HalfWidth], [interval.HalfWidth]);
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

    private static void SetAxes(Chart chart, IReadOnlyList<Line> shown, IReadOnlyList<double> references)
    {
        var labels = shown.Select(line => line.Letters.Length == 0 ? Chart.NameOf(line.Technique) : $"{Chart.NameOf(line.Technique)}   {line.Letters}").ToArray();
        double[] places = [.. shown.Select((_, place) => (double)(shown.Count - 1 - place))];
        chart.Plot.Axes.Left.TickGenerator = new NumericManual(places, labels);
        chart.Plot.Axes.SetLimitsY(-0.6, shown.Count - 0.4);
        var range = ValueRange.Around(shown.SelectMany(Measured).Concat(references), 1);
        chart.Plot.Axes.SetLimitsX(range.Min, range.Max);
        chart.Plot.Axes.Bottom.TickGenerator = ValueTicks.In(range);
        chart.Plot.XLabel("accuracy", Chart.AxisLabelSize);
    }

    private static IEnumerable<double> Measured(Line line) =>
    [
        line.Technique.ValidAccuracy!.Mean, .. line.Interval is { } interval ? [interval.Low, interval.High] : Array.Empty<double>(),
        .. Seeds(line.Technique), .. Kept(line.Technique), .. Test(line.Technique),
    ];

    private static void AddLegend(Chart chart, IReadOnlyList<TechniqueSummary> techniques, IReadOnlyList<Line> shown, bool withPublished, double? outside)
    {
        var spread = shown.Any(line => line.Technique.ValidAccuracy!.StandardDeviation is not null);
        var interval = shown.Any(line => line.Interval is not null) ? " with its 95 % interval" : "";
        // The interval is for the kept epoch, which is the last one unless a technique says otherwise.
        var isKeptShown = shown.Any(line => Kept(line.Technique).Any());
        AddItem(chart, MarkerShape.FilledCircle, 11, (spread ? "mean over seeds" : "one run") + (isKeptShown ? "" : interval));
        if (spread) AddItem(chart, MarkerShape.FilledCircle, 5, "single seeds");
        var mean = spread ? "mean " : "";
        if (isKeptShown) AddItem(chart, MarkerShape.OpenCircle, 15, $"{mean}after the kept epoch, which the same images chose{(interval.Length > 0 ? "," : "")}{interval}");
        if (shown.Any(line => Test(line.Technique).Any())) AddItem(chart, MarkerShape.Eks, 11, $"{mean}on the test images, by which nothing was chosen");
        if (shown.Any(line => Published(line.Technique).Any()))
        {
            if (withPublished) AddItem(chart, MarkerShape.OpenDiamond, 11, "published");
            else AddItem(chart, MarkerShape.None, 0, "published values are of other images and not shown");
        }
        AddLine(chart, LinePattern.Dashed, "the highest mean");
        if (chart.Plot.GetPlottables<VerticalLine>().Count() > 1) AddLine(chart, LinePattern.Dotted, "always naming the largest class");
        if (outside is { } rate) AddItem(chart, MarkerShape.None, 0, Format.Invariant($"always naming the largest class gives {rate:0.00}, outside"));
        if (shown.Any(line => line.Letters.Length > 0)) AddItem(chart, MarkerShape.None, 0, "rows that share a letter cannot be told apart");
        chart.NoteFailures(techniques);
        chart.ShowLegendBelow();
    }

    private static void AddItem(Chart chart, MarkerShape shape, float size, string text) =>
        chart.Plot.Legend.ManualItems.Add(new() { LabelText = text, MarkerShape = shape, MarkerSize = size, MarkerColor = Neutral });

    private static void AddLine(Chart chart, LinePattern pattern, string text) =>
        chart.Plot.Legend.ManualItems.Add(new() { LabelText = text, LinePattern = pattern, LineWidth = 1.5f, LineColor = Faint, MarkerShape = MarkerShape.None });

    private sealed record Line(TechniqueSummary Technique, TechniqueStyle Style, Interval? Interval, string Letters);
}
