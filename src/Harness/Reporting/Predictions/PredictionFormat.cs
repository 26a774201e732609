using Harness.Files;
using Harness.Inference;

namespace Harness.Reporting.Predictions;

/// <summary>How predictions are written.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Create">Begins a document: on a writer that stays open, for classes, with so many of the most probable ones per image.</param>
public sealed record PredictionFormat(string Name, Func<TextWriter, IReadOnlyList<string>, int, IPredictionWriter> Create)
{
    /// <summary>All formats.</summary>
    public static IReadOnlyList<PredictionFormat> All { get; } =
    [
        new("csv", static (target, classes, count) => new PredictionsCsvWriter(target, classes, count)),
        new("json", static (target, classes, count) => new PredictionsJsonWriter(target, classes, count)),
    ];

    /// <summary>Writes predictions as they come.</summary>
    /// <param name="target">Where to write; stays open.</param>
    /// <param name="predictor">Whose predictions they are: those of its first technique.</param>
    /// <param name="images">The images.</param>
    /// <param name="count">How many of the most probable classes are written for each.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The images that could not be read.</returns>
    public IReadOnlyList<PredictedImage> Write(TextWriter target, Predictor predictor, IEnumerable<ImageInput> images, int count, CancellationToken cancellation)
    {
        var unread = new List<PredictedImage>();
        using var writer = Create(target, predictor.Classes, count);
        foreach (var image in predictor.Predict(images, cancellation))
        {
            writer.Write(image);
            if (image.Problem is not null) unread.Add(image);
        }
        return unread;
    }

    /// <summary>Writes predictions to a file, completely or not at all.</summary>
    /// <param name="path">The file; overwritten if it exists.</param>
    /// <param name="predictor">Whose predictions they are: those of its first technique.</param>
    /// <param name="images">The images.</param>
    /// <param name="count">How many of the most probable classes are written for each.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The images that could not be read.</returns>
    /// <exception cref="Diagnostics.HarnessException">The file cannot be written.</exception>
    public IReadOnlyList<PredictedImage> WriteFile(string path, Predictor predictor, IEnumerable<ImageInput> images, int count, CancellationToken cancellation)
    {
        IReadOnlyList<PredictedImage> unread = [];
        AtomicFile.Write(path, "Make room on the disk and check the permissions, or name another file with --to FILE.", temporary =>
        {
            using var target = new StreamWriter(temporary);
            unread = Write(target, predictor, images, count, cancellation);
        });
        return unread;
    }
}
