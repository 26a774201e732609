using Harness.Diagnostics;
using Harness.Reporting.Charts;
using Harness.Reporting.Comparisons;
using Harness.Reporting.Html;
using Harness.Reporting.Pictures;
using Harness.Running.Collecting;

namespace Harness.Reporting;

/// <summary>Writes the report of a suite: tables, charts and settings, made from its result alone.</summary>
public static class ReportWriter
{
    /// <summary>Writes every file of the report. The same result gives the same bytes, on every system and in every culture;
    /// charts too, unless names need a font of the machine. The record of whether the files are current also holds their times.</summary>
    /// <param name="result">The suite's result; techniques may have failed or be unfinished.</param>
    /// <param name="folder">The results folder; made if it is missing. Files of an earlier report are replaced, others left alone.</param>
    /// <returns>What a reader must know of the charts, in plain sentences; mostly nothing.</returns>
    /// <exception cref="HarnessException">A file cannot be written. Every file there is whole, of this report or of the one before.</exception>
    public static IReadOnlyList<string> Write(SuiteResult result, string folder)
    {
        var root = Path.GetFullPath(folder);
        var names = result.Techniques.Select(technique => technique.Technique.Name).ToList();
        var font = ChartFont.For(names);
        // Pictures also show the names of classes, in any script.
        var pictureFont = ChartFont.For([.. names, .. result.Classes]);
        IReadOnlyList<string> notes = [.. ChartNotes.For("charts", names, font), .. ChartNotes.For("pictures", result.Classes, pictureFont)];
        var comparison = SuiteComparison.Of(result, TechniqueSummary.Of(result));
        var charts = ChartFolder.Of(result, comparison);
        var pictures = PictureFolder.Of(result);
        var content = new ReportContent(result, comparison, [.. charts.Links, .. pictures.Links], notes);
        Together.Do(
        [
            () => charts.Write(root, font),
            () => pictures.Write(root, pictureFont),
            .. ReportExporters.All.Select(exporter => (Action)(() => exporter.Write(content, Path.Combine(root, exporter.FileName)))),
        ]);
        // Last, since it holds the pictures.
        HtmlReport.Write(content, root);
        ReportStamp.Write(result, root);
        return notes;
    }

    /// <summary>Writes the report unless exactly the same one is in the folder, unchanged since it was written.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="folder">The results folder.</param>
    /// <returns>What a reader must know of charts that were written, in plain sentences; mostly nothing.</returns>
    /// <exception cref="HarnessException">A file cannot be written.</exception>
    public static IReadOnlyList<string> WriteUnlessCurrent(SuiteResult result, string folder) =>
        ReportStamp.IsCurrent(result, Path.GetFullPath(folder)) ? [] : Write(result, folder);
}
