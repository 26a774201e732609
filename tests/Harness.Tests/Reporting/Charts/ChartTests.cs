using Harness.Experiments;
using Harness.Reporting;
using Harness.Reporting.Charts;
using Harness.Reporting.Comparisons;
using Harness.Tests.Results;

namespace Harness.Tests.Reporting.Charts;

public sealed class ChartTests
{
    [Fact]
    public void Shorten_VariantOfAGrid_KeepsWhatTellsItApart()
    {
        var variant = new GridVariant("A name that goes on and on, far longer than a chart has room", "layers=linear:128 relu linear, head=1e-3");
        var technique = MadeUpResults.OneTechnique(0.5).Techniques[0].Technique with { Name = $"{variant.Grid} [{variant.Label}]", Variant = variant };

        var name = Chart.Shorten(technique);

        Assert.EndsWith($" [{variant.Label}]", name, StringComparison.Ordinal);
        Assert.StartsWith("A name", name, StringComparison.Ordinal);
        Assert.InRange(name.Length, 1, Chart.NameLength);
    }

    [Theory]
    [InlineData(false, false, "Validation accuracy")]
    [InlineData(true, false, "DRY RUN: Validation accuracy")]
    [InlineData(false, true, "Validation accuracy (SYNTHETIC images)")]
    [InlineData(true, true, "DRY RUN: Validation accuracy (SYNTHETIC images)")]
    public void Mark_Title_SaysWhatTheNumbersAreOf(bool isDry, bool isSynthetic, string title)
    {
        using var chart = new Chart("Validation accuracy", "accuracy");
        chart.Mark(isDry, isSynthetic);
        Assert.Equal(title, chart.Plot.Axes.Title.Label.Text);
    }

    [Fact]
    public void Draw_TechniqueThatFailedLater_ShowsTheEpochsThatItFinished()
    {
        var techniques = TechniqueSummary.Of(MadeUpResults.WithFailures());

        using var chart = TechniquesChart.Draw(techniques, ChartMetric.Accuracy, images: 100);

        var curve = Assert.Single(chart.Plot.PlottableList.OfType<ScottPlot.Plottables.Scatter>(), line => line.LegendText.EndsWith("(not finished)", StringComparison.Ordinal));
        Assert.Single(curve.Data.GetScatterPoints());
        var leftOut = Assert.Single(chart.Plot.Legend.ManualItems, item => item.LabelText.StartsWith("left out", StringComparison.Ordinal));
        Assert.Contains(MadeUpResults.SevenNames[1], leftOut.LabelText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(60)]
    [InlineData(1000)]
    public void Draw_ManyTechniques_HasRoomForEveryLegendItemAndRow(int count)
    {
        var result = MadeUpResults.Suite([.. Enumerable.Range(0, count).Select(number => $"technique {number}")], seeds: 1, epochs: 1);
        var techniques = TechniqueSummary.Of(result);

        using var curves = TechniquesChart.Draw(techniques, ChartMetric.Accuracy, images: 100);
        using var comparison = ComparisonChart.Draw(SuiteComparison.Of(result, techniques), withPublished: true, baseRate: 0.5);

        // Of many the best eight have colors and names, and a line of the legend counts the others.
        var named = curves.Plot.PlottableList.OfType<ScottPlot.Plottables.Scatter>().Count(line => line.LegendText.Length > 0);
        Assert.Equal(count == 7 ? 7 : 8, named);
        Assert.Equal(count == 7 ? 0 : 1, curves.Plot.Legend.ManualItems.Count(item => item.LabelText == $"{count - 8} others, further from the best"));
        Assert.InRange(curves.Height, 20 * named, 2_000);
        Assert.InRange(comparison.Height, 16 * count, 30_000);
    }

    [Fact]
    public void Comparison_RowsAreSortedWithTheirLettersAndTheBestHasALine()
    {
        var result = MadeUpResults.Measured(("low", [Repeat("1000", 10)]), ("high", [Repeat("1", 40)]), ("middle", [Repeat("1110", 10)]));

        using var chart = ComparisonChart.Draw(SuiteComparison.Of(result, TechniqueSummary.Of(result)), withPublished: true, baseRate: 0.5);

        var ticks = chart.Plot.Axes.Left.TickGenerator.Ticks.OrderByDescending(tick => tick.Position).Select(tick => tick.Label);
        Assert.Equal(["high   a", "middle   b", "low   c"], ticks);
        Assert.Equal([1, 0.5], chart.Plot.GetPlottables<ScottPlot.Plottables.VerticalLine>().Select(line => line.X));
        Assert.Equal(3, chart.Plot.GetPlottables<ScottPlot.Plottables.ErrorBar>().Count());
    }

    [Fact]
    public void Cost_KeptEpochs_AreDrawnAndNamed()
    {
        var result = MadeUpResults.WithKeptEpoch(MadeUpResults.Suite(["A"], seeds: 2, epochs: 4), 1);
        var techniques = TechniqueSummary.Of(result);

        using var chart = CostChart.Draw(SuiteComparison.Of(result, techniques), images: 100, KeptEpochs.AreChosenIn(result));

        var point = Assert.Single(Assert.Single(chart.Plot.GetPlottables<ScottPlot.Plottables.Scatter>()).Data.GetScatterPoints());
        Assert.Equal(result.Techniques[0].Runs.Average(run => run.Epochs[1].ValidAccuracy), point.Y, 12);
        Assert.Equal("validation accuracy after the kept epoch", chart.Plot.Axes.Left.Label.Text);
    }

    [Fact]
    public void Cost_KeptEpochs_AreInTheMiddleOfTheirInterval()
    {
        var measured = MadeUpResults.Measured(("A", [Repeat("1110", 10)]));
        var run = measured.Techniques[0].Runs[0];
        // The last epoch is far worse than the kept one, of which predictions and interval are.
        var longer = run with { Epochs = [run.Epochs[0], MadeUpEpochs.Of(1, 0.5, 0.25, 0.75, 0.1, 1.5)], KeptEpoch = 0 };
        var result = MadeUpResults.WithKeptEpoch(measured with { Techniques = [measured.Techniques[0] with { Runs = [longer] }] }, 0);
        var comparison = SuiteComparison.Of(result, TechniqueSummary.Of(result));

        using var chart = CostChart.Draw(comparison, images: 40, KeptEpochs.AreChosenIn(result));

        var bar = Assert.Single(chart.Plot.GetPlottables<ScottPlot.Plottables.ErrorBar>());
        var interval = comparison.AccuracyInterval(0)!.Value;
        Assert.Equal(0.75 - interval.Low, bar.YErrorNegative![0], 12);
        Assert.Equal(interval.High - 0.75, bar.YErrorPositive![0], 12);
    }

    [Fact]
    public void Write_RunsWithoutAnAccuracy_HaveNoChartOfIt()
    {
        var result = MadeUpResults.Suite(["A"], seeds: 1, epochs: 1);
        var run = result.Techniques[0].Runs[0];
        var pretrained = run with { Epochs = [run.Epochs[0] with { Valid = new Dictionary<string, double> { ["loss"] = 1 } }], ValidPredictions = [] };
        var changed = result with { Techniques = [result.Techniques[0] with { Runs = [pretrained] }] };

        var links = ChartFolder.Of(changed, SuiteComparison.Of(changed, TechniqueSummary.Of(changed))).Links.Select(link => link.Path).ToList();

        Assert.DoesNotContain("charts/comparison", links);
        Assert.DoesNotContain("charts/cost", links);
        Assert.Contains("charts/loss", links);
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
