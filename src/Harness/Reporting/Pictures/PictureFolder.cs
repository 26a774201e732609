using Harness.Data.Transforms;
using Harness.Reporting.Charts;
using Harness.Results;
using Harness.Running.Collecting;
using SkiaSharp;

namespace Harness.Reporting.Pictures;

/// <summary>Shows some of the images: training images with their classes, as they are and as a network sees them, and for each technique what it says about
/// validation images.</summary>
internal sealed class PictureFolder
{
    private const string Images = $"{ResultFileNames.Pictures}/images";
    private const string Transformed = $"{ResultFileNames.Pictures}/transformed";
    private const string Predictions = $"{ResultFileNames.Pictures}/predictions";

    private readonly SuiteResult _result;
    private readonly IReadOnlyList<SampleImage> _train;
    private readonly IReadOnlyList<SampleImage> _valid;
    private readonly List<TechniqueSummary> _techniques;

    private PictureFolder(SuiteResult result)
    {
        _result = result;
        (_train, _valid) = (result.Samples?.Train ?? [], result.Samples?.Valid ?? []);
        _techniques = _valid.Count == 0 ? [] : [.. TechniqueSummary.Of(result).Where(technique => PredictionsOf(technique) is not null)];
    }

    /// <summary>The pictures, in the order in which a page should show them.</summary>
    public IReadOnlyList<ChartLink> Links =>
    [
        .. _train.Count == 0 ? Enumerable.Empty<ChartLink>() :
        [
            Link("Some training images with their classes", Images, null),
            Link("The same images as the networks see them: after the transforms of the first epoch", Transformed, null),
        ],
        .. _techniques.Select(technique => Link("predictions", PathOf(technique), technique.Technique.Name)),
    ];

    /// <summary>Decides which pictures there are. Nothing is read yet.</summary>
    /// <param name="result">The suite's result.</param>
    /// <returns>The folder.</returns>
    public static PictureFolder Of(SuiteResult result) => new(result);

    /// <summary>Draws them into <c>pictures/</c>.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="font">The font of all charts.</param>
    public void Write(string folder, ChartFont font)
    {
        WriteTraining(folder, font);
        // Each technique is shown the same images, which are read once.
        using var pictures = new Thumbnails(_techniques.Count == 0 ? [] : _valid);
        Together.Do(_techniques.Select(technique => (Action)(() => Write(folder, technique, pictures, font))));
        RemoveOld(Path.Combine([folder, .. Predictions.Split('/')]));
    }

    private static ChartLink Link(string title, string path, string? technique) => new(title, path, technique) { File = $"{path}.jpg" };

    private string Remark => (_result.DryBatches is not null ? " (DRY RUN)" : "") + (_result.Suite.Data.Synthetic is not null ? " (SYNTHETIC images)" : "");

    private void WriteTraining(string folder, ChartFont font)
    {
        if (_train.Count == 0) return;
        SheetCell Cell(SampleImage image, SKImage? picture) => new(picture, ClassOf(image.ClassIndex), IsWrong: false);
        using var pictures = new Thumbnails(_train);
        Save(folder, Images, $"Some training images{Remark}", pictures.Cells(Cell), font);
        var (pipeline, seed) = (new TransformPipeline(_result.Suite.Data.Train), _result.Suite.Seeds[0]);
        using var transformed = new Thumbnails(_train, (image, pixels) => pipeline.Transform(pixels, seed, epoch: 0, image.Index));
        Save(folder, Transformed, Format.Invariant($"As the networks see them: first epoch, seed {seed}{Remark}"), transformed.Cells(Cell), font);
    }

    private void Write(string folder, TechniqueSummary technique, Thumbnails pictures, ChartFont font)
    {
        var predictions = PredictionsOf(technique)!;
        var cells = pictures.Cells((image, picture) => Predicted(image, picture, predictions[image.Index].ClassIndex));
        Save(folder, PathOf(technique), $"{SingleLine.Of(technique.Technique.Name)}: prediction / class{Remark}", cells, font);
    }

    private SheetCell Predicted(SampleImage image, SKImage? picture, int prediction) =>
        new(picture, $"{ClassOf(prediction)} / {ClassOf(image.ClassIndex)}", prediction != image.ClassIndex);

    private string ClassOf(int index) => SingleLine.Of(_result.Classes[index]);

    private static string PathOf(TechniqueSummary technique) => $"{Predictions}/{technique.Slug}";

    // For the first finished run. Phases that pretrain predict nothing.
    private IReadOnlyList<Prediction>? PredictionsOf(TechniqueSummary technique) => technique.RunsWithPredictions(_result).FirstOrDefault()?.ValidPredictions;

    private static void Save(string folder, string path, string title, IReadOnlyList<SheetCell> cells, ChartFont font) =>
        ResultFile.Write(Path.Combine([folder, .. $"{path}.jpg".Split('/')]), temporary => ImageSheet.Write(title, cells, font, temporary));

    // Those of techniques that are no longer in the suite, or no longer have predictions.
    private void RemoveOld(string predictions)
    {
        if (!Directory.Exists(predictions)) return;
        var kept = _techniques.Select(technique => technique.Slug).ToHashSet();
        foreach (var path in Directory.GetFiles(predictions, "*.jpg"))
        {
            var slug = Path.GetFileNameWithoutExtension(path);
            if (Slugs.IsSlug(slug) && !kept.Contains(slug)) ResultFile.Remove(path);
        }
        ResultFile.RemoveEmptyFolder(predictions);
    }
}
