using CsvHelper;
using Harness.Files;
using Harness.Inference;

namespace Harness.Reporting.Predictions;

/// <summary>Comma-separated predictions, a line per image: the most probable classes with their probabilities, and why an image has none.</summary>
public sealed class PredictionsCsvWriter : IPredictionWriter
{
    private readonly CsvWriter _csv;
    private readonly TextWriter _target;
    private readonly IReadOnlyList<string> _classes;
    private readonly int _count;

    /// <summary>Writes the header.</summary>
    /// <param name="target">Where to write; stays open.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="count">How many of the most probable classes are written.</param>
    public PredictionsCsvWriter(TextWriter target, IReadOnlyList<string> classes, int count)
    {
        (_target, _classes, _count) = (target, classes, Math.Min(count, classes.Count));
        _csv = CsvWriter.Create(target, CsvDialect.Writing, leaveOpen: true);
        string[] header = ["image", .. Enumerable.Range(1, _count).SelectMany(place => place == 1 ? ["class", "probability"] : new[] { $"class_{place}", $"probability_{place}" }), "problem"];
        _csv.WriteRecord(header);
    }

    /// <inheritdoc/>
    public void Write(PredictedImage image)
    {
        var top = image.Problem is null
            ? image.Top(0, _count).SelectMany(item => new[] { _classes[item.Class], Format.Exact(item.Probability) })
            : Enumerable.Repeat(string.Empty, 2 * _count);
        string[] row = [image.Name, .. top, image.Problem ?? string.Empty];
        _csv.WriteRecord([.. row.Select(SpreadsheetText.Escape)]);
        _csv.Flush();
        _target.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _csv.Dispose();
}
