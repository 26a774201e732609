using Harness.Reporting.Comparisons;
using Harness.Results;
using Harness.Running.Collecting;
using Microsoft.AspNetCore.Html;

namespace Harness.Reporting.Html;

/// <summary><c>report.html</c>: the whole report in one file that needs nothing from a network.</summary>
internal static class HtmlReport
{
    /// <summary>Writes the file. It takes the pictures that are in the results folder, so they are written before it.</summary>
    /// <param name="report">What it says.</param>
    /// <param name="folder">The results folder.</param>
    public static void Write(ReportContent report, string folder) => ResultFile.Write(Path.Combine(folder, ResultFileNames.Page), temporary =>
    {
        using var page = new StringWriter();
        Page.Create(ModelOf(report, folder)).RenderAsync(page).AsTask().GetAwaiter().GetResult();
        // The same bytes on every system, wherever the template was compiled.
        File.WriteAllText(temporary, page.ToString().ReplaceLineEndings("\n"));
    });

    private static PageModel ModelOf(ReportContent report, string folder)
    {
        var (result, comparison) = (report.Result, report.Comparison);
        var data = PageData.Of(result, comparison);
        var best = comparison.Best.Select(technique => technique.Place).ToHashSet();
        return new()
        {
            Title = result.Suite.Name,
            Description = SingleLine.Of(result.Suite.Description),
            Warnings = [.. Warnings(result)],
            Verdict = [.. Verdict.For(result, comparison)],
            Table = ResultTable.ForReading(result, comparison),
            IsBest = [.. comparison.Techniques.Select(technique => best.Contains(technique.Place))],
            Differences = PairMatrix.Of(result, comparison),
            Pictures = PagePictures.Of(report, folder),
            ImageCounts = ImageCountTable.Of(result),
            Settings = [.. new ReportHead(Markup.Plain).Lines(result)],
            Command = $"harness {result.Information.CommandLine}",
            HasConfusion = data.Techniques.Any(technique => technique.Confusion.Length > 0),
            HasGallery = data.Gallery is not null,
            ChoosesEpochs = KeptEpochs.AreChosenIn(result),
            HasAccuracy = data.Techniques.Any(technique => technique.Accuracy is not null),
            HasCurves = data.Techniques.Any(technique => technique.Curves.Count > 0),
            Style = Resource("page.css"),
            Script = Resource("page.js"),
            Library = Resource("echarts.js"),
            Data = new HtmlString(data.ToJson()),
        };
    }

    private static IEnumerable<string> Warnings(SuiteResult result)
    {
        if (DryRun.Warning(result) is { } dry) yield return dry;
        if (SyntheticImages.Warning(result) is { } synthetic) yield return synthetic;
    }

    private static HtmlString Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream($"Page.{name}")!;
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd());
    }
}
