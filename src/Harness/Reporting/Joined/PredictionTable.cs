using System.Globalization;
using Harness.Diagnostics;
using Harness.Reporting.Csv;
using Harness.Statistics;

namespace Harness.Reporting.Joined;

/// <summary>Reads <c>predictions.csv</c> back.</summary>
/// <param name="path">The file.</param>
/// <param name="remedy">What to do where it cannot be used.</param>
internal sealed class PredictionTable(string path, string remedy)
{
    private static readonly string[] Needed = ["technique", "seed", "image", "label", "prediction"];

    /// <summary>Reads it.</summary>
    /// <returns>The images with their classes, and for each technique on which of them it is right.</returns>
    /// <exception cref="HarnessException">The file is missing or damaged, or has no rows.</exception>
    public (IReadOnlyList<(string Path, string Label)> Images, IReadOnlyList<(string Name, RightImages Right)> Techniques) Read()
    {
        if (!File.Exists(path)) throw new HarnessException($"There is no '{path}': the folder was written by an older version, or none of its runs was finished.", remedy);
        var lines = CsvFile.Read(path, reason => throw new HarnessException($"'{path}' {reason}", remedy));
        var columns = Needed.Select(name => Array.IndexOf(lines.Count == 0 ? [] : lines[0].Fields, name)).ToArray();
        if (columns.Contains(-1)) throw Damaged(1, $"the header has no column '{Needed[Array.IndexOf(columns, -1)]}'");
        var runs = lines.Skip(1).Select(line => Row(line.Line, line.Fields, columns)).GroupBy(row => (row.Technique, row.Seed)).Select(run => run.ToList()).ToList();
        if (runs.Count == 0) throw new HarnessException($"'{path}' has no rows: none of the runs was finished.", "Finish the suite: harness run, with the same options.");
        var images = runs[0].ConvertAll(row => (row.Image, row.Label));
        if (images.Count != images.DistinctBy(image => image.Image).Count()) throw Damaged(runs[0][0].Line, "an image is listed twice");
        foreach (var run in runs)
        {
            if (!run.Select(row => (row.Image, row.Label)).SequenceEqual(images))
                throw Damaged(run[0].Line, $"the run of seed {run[0].Seed} of '{SingleLine.Of(run[0].Technique)}' has other images than the first run");
        }
        return (images, [.. runs.GroupBy(run => run[0].Technique).Select(technique => (technique.Key, RightOf(technique)))]);
    }

    private static RightImages RightOf(IEnumerable<List<PredictionRow>> runs) =>
        new(runs.ToDictionary(run => run[0].Seed, run => run.Select(row => row.Label == row.Prediction).ToArray()));

    private PredictionRow Row(int line, string[] fields, int[] columns)
    {
        if (fields.Length <= columns.Max()) throw Damaged(line, $"there are {fields.Length} cells where the header has more");
        if (!long.TryParse(fields[columns[1]], CultureInfo.InvariantCulture, out var seed)) throw Damaged(line, $"'{fields[columns[1]]}' is not a seed");
        return new(line, fields[columns[0]], seed, fields[columns[2]], fields[columns[3]], fields[columns[4]]);
    }

    private HarnessException Damaged(int line, string what) => new($"'{path}', line {line.ToString(CultureInfo.InvariantCulture)}: {what}.", remedy);

    private sealed record PredictionRow(int Line, string Technique, long Seed, string Image, string Label, string Prediction);
}
