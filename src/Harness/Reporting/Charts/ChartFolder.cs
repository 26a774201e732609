using Harness.Experiments;
using Harness.Reporting.Comparisons;
using Harness.Results;
using Harness.Running.Collecting;

namespace Harness.Reporting.Charts;

/// <summary>Draws every chart of a report.</summary>
internal sealed class ChartFolder
{
    // Beside the charts that every technique has.
    private const string Others = "metrics";

    private static readonly ChartMetric[] Known = [ChartMetric.Accuracy, ChartMetric.Loss];

    private readonly SuiteResult _result;
    private readonly IReadOnlyList<TechniqueSummary> _techniques;
    private readonly IReadOnlyList<Drawing> _drawings;

    private ChartFolder(SuiteResult result, SuiteComparison comparison)
    {
        (_result, _techniques) = (result, comparison.Techniques);
        _drawings = [.. OfAll(result, comparison), .. _techniques.SelectMany((technique, index) => OfOne(technique, index, result))];
    }

    /// <summary>The charts with something to draw, in the order in which a page should show them.</summary>
    public IReadOnlyList<ChartLink> Links => [.. _drawings.Where(drawing => drawing.HasData).Select(drawing => drawing.Link)];

    /// <summary>Decides which charts there are: four of all techniques, and for each its accuracy, its loss and whatever else its objectives measure. Nothing is drawn yet.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="comparison">Its comparison.</param>
    /// <returns>The folder.</returns>
    public static ChartFolder Of(SuiteResult result, SuiteComparison comparison) => new(result, comparison);

    /// <summary>Draws them into <c>charts/</c>.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="font">The font of all charts.</param>
    public void Write(string folder, ChartFont font)
    {
        Together.Do(_drawings.Select(drawing => (Action)(() => Write(drawing, folder, _result, font))));
        RemoveOldTechniques(Path.Combine(folder, ResultFileNames.Charts), _techniques.Where(HasEpochs).Select(technique => technique.Slug).ToHashSet());
        foreach (var technique in _techniques) ResultFile.RemoveOtherCharts(Path.Combine(folder, ResultFileNames.Charts, technique.Slug, Others), Named(technique));
    }

    private static IEnumerable<Drawing> OfAll(SuiteResult result, SuiteComparison comparison)
    {
        var techniques = comparison.Techniques;
        // A suite that only pretrains has finished runs without an accuracy.
        var anyResult = techniques.Any(technique => technique.ValidAccuracy is not null);
        var anyKept = techniques.Any(technique => technique.KeptAccuracy is not null);
        return
        [
            new(new("Validation accuracy of all techniques", $"{ResultFileNames.Charts}/comparison", null), anyResult, () => ComparisonChart.Draw(comparison, result.Suite.PublishedImages == PublishedImages.Same, OneClass.BaseRate(result))),
            OverEpochs(ChartMetric.Accuracy),
            OverEpochs(ChartMetric.Loss),
            new(new("Validation accuracy and training time", $"{ResultFileNames.Charts}/cost", null), anyKept, () => CostChart.Draw(comparison, result.ValidImages.Count, KeptEpochs.AreChosenIn(result))),
        ];

        Drawing OverEpochs(ChartMetric metric) =>
            new(new($"Validation {metric.Name} by epoch", $"{ResultFileNames.Charts}/{metric.Name}", null), techniques.Any(metric.IsIn), () => TechniquesChart.Draw(techniques, metric, result.ValidImages.Count));
    }

    private static IEnumerable<Drawing> OfOne(TechniqueSummary technique, int index, SuiteResult result)
    {
        var withPublished = result.Suite.PublishedImages == PublishedImages.Same;
        foreach (var metric in Known.Concat(ChartMetric.Of(technique).Where(metric => metric.IsOther)))
        {
            var link = new ChartLink(metric.Title, $"{ResultFileNames.Charts}/{technique.Slug}/{(metric.IsOther ? $"{Others}/" : "")}{metric.Name}", technique.Technique.Name);
            yield return new(link, metric.IsIn(technique), () => TechniqueChart.Draw(technique, TechniqueStyle.For(index), metric, result.ValidImages.Count, withPublished));
        }
    }

    private static HashSet<string> Named(TechniqueSummary technique) => [.. ChartMetric.Of(technique).Select(metric => metric.Name)];

    private static bool HasEpochs(TechniqueSummary technique) => technique.Runs.Any(run => run.Epochs.Count > 0);

    // For a technique that is no longer in the suite, only the files that a report writes: anything else there stays.
    private static void RemoveOldTechniques(string charts, IReadOnlySet<string> slugs)
    {
        if (!Directory.Exists(charts)) return;
        var old = Directory.GetDirectories(charts).Where(path => Slugs.IsSlug(Path.GetFileName(path)) && !slugs.Contains(Path.GetFileName(path)));
        foreach (var path in old)
        {
            ResultFile.RemoveOtherCharts(Path.Combine(path, Others), new HashSet<string>());
            foreach (var metric in Known)
            {
                ResultFile.Remove(Path.Combine(path, $"{metric.Name}.png"));
                ResultFile.Remove(Path.Combine(path, $"{metric.Name}.svg"));
            }
            ResultFile.RemoveEmptyFolder(path);
        }
    }

    private static void Write(Drawing drawing, string folder, SuiteResult result, ChartFont font)
    {
        var path = Path.Combine([folder, .. drawing.Link.Path.Split('/')]);
        if (drawing.HasData)
        {
            using var chart = drawing.Draw();
            chart.Mark(isDry: result.DryBatches is not null, isSynthetic: result.Suite.Data.Synthetic is not null);
            chart.Use(font);
            ResultFile.Write($"{path}.png", temporary => ChartPng.Write(chart, temporary));
            ResultFile.Write($"{path}.svg", temporary => File.WriteAllText(temporary, ChartSvg.Of(chart)));
        }
        else
        {
            // A chart of an earlier report would pass for one of this.
            ResultFile.Remove($"{path}.png");
            ResultFile.Remove($"{path}.svg");
        }
    }

    private sealed record Drawing(ChartLink Link, bool HasData, Func<Chart> Draw);
}
