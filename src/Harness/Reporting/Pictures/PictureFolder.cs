using Harness.Reporting.Charts;
using Harness.Running;
using SkiaSharp;

namespace Harness.Reporting.Pictures;

/// <summary>Shows some of the images: training images with their classes, and for each technique what it says of validation images.</summary>
internal sealed class PictureFolder
{
    private const string Images = "pictures/images";
    private const string Predictions = "pictures/predictions";

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

    /// <summary>The pictures that there are, in the order in which a page should show them.</summary>
    public IReadOnlyList<ChartLink> Links =>
    [
        .. _train.Count == 0 ? Enumerable.Empty<ChartLink>() : [Link("Some training images with their classes", Images, null)],
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
        Write(folder, Images, $"Some training images{Remark}", _train, font, (image, picture) => new(picture, ClassOf(image.ClassIndex), IsWrong: false));
        // Each technique is shown the same images, which are read once.
        using var pictures = new Thumbnails(_techniques.Count == 0 ? [] : _valid);
        Together.Do(_techniques.Select(technique => (Action)(() => Write(folder, technique, pictures, font))));
        RemoveOld(Path.Combine([folder, .. Predictions.Split('/')]));
    }

    private static ChartLink Link(string title, string path, string? technique) => new(title, path, technique) { File = $"{path}.jpg" };

    private string Remark => (_result.DryBatches is not null ? " (DRY RUN)" : "") + (_result.Suite.Data.Synthetic is not null ? " (SYNTHETIC images)" : "");

    private void Write(string folder, string path, string title, IReadOnlyList<SampleImage> images, ChartFont font, Func<SampleImage, SKImage?, SheetCell> cell)
    {
        if (images.Count == 0) return;
        using var pictures = new Thumbnails(images);
        Save(folder, path, title, pictures.Cells(cell), font);
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

    // Of the first finished run. Phases that pretrain predict nothing.
    private IReadOnlyList<Results.Prediction>? PredictionsOf(TechniqueSummary technique) =>
        technique.CompleteRuns.FirstOrDefault(run => run.ValidPredictions.Count == _result.ValidImages.Count && run.ValidPredictions.Count > 0)?.ValidPredictions;

    private static void Save(string folder, string path, string title, IReadOnlyList<SheetCell> cells, ChartFont font) =>
        ResultFile.Write(Path.Combine([folder, .. $"{path}.jpg".Split('/')]), temporary => ImageSheet.Write(title, cells, font, temporary));

    // Of techniques that are no longer in the suite, or have no predictions now.
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
