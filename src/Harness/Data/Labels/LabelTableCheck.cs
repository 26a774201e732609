using System.Globalization;
using Harness.Diagnostics;
using Harness.Yaml;

namespace Harness.Data.Labels;

/// <summary>Compares a table of labels with the images of a suite.</summary>
internal static class LabelTableCheck
{
    // More would bury the rest of the message.
    private const int MaximumNamed = 20;

    private const string PathsOfTasks = "paths are relative to the data folder, with forward slashes: CLASS/image.jpg";
    private const string PathsOfClasses = "paths are relative to the data folder, with forward slashes, with or without the file's extension";

    /// <summary>Reports images without a row, and rows without an image, in a table that gives the classes.</summary>
    /// <param name="table">The table.</param>
    /// <param name="images">The images without a row, in ordinal order.</param>
    /// <param name="rows">The rows without an image.</param>
    /// <param name="errors">Where to report.</param>
    public static void RunClasses(LabelTable table, List<string> images, IEnumerable<KeyValuePair<string, LabelRow>> rows, DiagnosticBag errors)
    {
        ReportMissing(images, table, PathsOfClasses, errors);
        ReportUnknown([.. rows.OrderBy(row => row.Value.Line)], table, errors);
    }

    /// <summary>Reports images without a row, rows without an image, and labels that no training image has.</summary>
    /// <param name="table">The table.</param>
    /// <param name="manifest">The images.</param>
    /// <param name="errors">Where to report.</param>
    public static void Run(LabelTable table, Manifest manifest, DiagnosticBag errors)
    {
        var known = manifest.Train.Concat(manifest.Valid).Concat(manifest.Test).Select(image => image.Path).ToHashSet(StringComparer.Ordinal);
        ReportMissing([.. known.Where(path => !table.Rows.ContainsKey(path)).Order(StringComparer.Ordinal)], table, PathsOfTasks, errors);
        // What could not be read and was left out may have its row anyway.
        var skipped = manifest.Skipped.Select(image => image.Path).ToHashSet(StringComparer.Ordinal);
        ReportUnknown([.. table.Rows.Where(row => !known.Contains(row.Key) && !skipped.Contains(row.Key)).OrderBy(row => row.Value.Line)], table, errors);
        ReportUntrained(table, manifest, errors);
    }

    private static void ReportMissing(List<string> missing, LabelTable table, string paths, DiagnosticBag errors)
    {
        if (missing.Count == 0) return;
        var more = missing.Count > MaximumNamed ? string.Create(CultureInfo.InvariantCulture, $" and {missing.Count - MaximumNamed} more") : "";
        errors.Add(
            new SourceLocation(table.File),
            string.Create(CultureInfo.InvariantCulture, $"{missing.Count} of the images have no row: {string.Join(", ", missing.Take(MaximumNamed))}{more}"),
            paths);
    }

    private static void ReportUnknown(List<KeyValuePair<string, LabelRow>> unknown, LabelTable table, DiagnosticBag errors)
    {
        foreach (var (path, row) in unknown.Take(MaximumNamed)) errors.Add(new SourceLocation(table.File, row.Line, 1), $"there is no image '{path}'");
        if (unknown.Count > MaximumNamed)
            errors.Add(new SourceLocation(table.File), string.Create(CultureInfo.InvariantCulture, $"{unknown.Count - MaximumNamed} more rows name images that do not exist"));
    }

    private static void ReportUntrained(LabelTable table, Manifest manifest, DiagnosticBag errors)
    {
        foreach (var (place, column) in table.Columns.Index())
        {
            var trained = manifest.Train.Select(image => table.Rows.GetValueOrDefault(image.Path)?.Values[place]).ToHashSet();
            foreach (var (_, value) in column.Values.Index().Where(pair => !trained.Contains(pair.Index)))
                errors.Add(new SourceLocation(table.File, 1, 1), $"no training image has the value '{value}' of column '{column.Name}'", "remove its rows, or give them another value");
        }
    }
}
