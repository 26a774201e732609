using Harness.Reporting.Galleries;
using Harness.Reporting.Pictures;
using Harness.Running.Collecting;
using SkiaSharp;

namespace Harness.Reporting.Html;

/// <summary>Validation images and what each technique says about them, for the page's script.</summary>
/// <param name="Images">Some of the images.</param>
/// <param name="Sample">The places in <paramref name="Images"/> of those that show the data as it is.</param>
/// <param name="Total">The number of all validation images.</param>
/// <param name="Techniques">The techniques with predictions.</param>
/// <param name="Hardest">How many of all validation images more than half of the techniques get wrong.</param>
/// <param name="RightAndWrong">For each technique and each other, of all images: how many the first gets right and the other wrong.</param>
internal sealed record PageGallery(
    IReadOnlyList<PageImage> Images, IReadOnlyList<int> Sample, int Total, IReadOnlyList<PagePredictions> Techniques, int Hardest, IReadOnlyList<int[]> RightAndWrong)
{
    /// <summary>Collects it, and reads the images on all cores.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="gallery">What to show.</param>
    /// <returns>The data.</returns>
    public static PageGallery Of(SuiteResult result, Gallery gallery) => new(
        [.. gallery.Images.AsParallel().AsOrdered().Select(image => PageImage.Of(result, image))],
        [.. gallery.Images.Index().Where(image => gallery.Sample.Contains(image.Item)).Select(image => image.Index)],
        result.ValidImages.Count,
        [.. gallery.Techniques.Select(technique => PagePredictions.Of(technique, gallery.Images))],
        gallery.Hardest,
        [.. gallery.Techniques.Select(right => gallery.Techniques.Select(wrong => Gallery.RightAndWrong(right, wrong).Count).ToArray())]);
}

/// <summary>A validation image.</summary>
/// <param name="File">Its file, relative to the data folder.</param>
/// <param name="Label">Its class.</param>
/// <param name="Picture">A small copy as a data address; null if it can no longer be read.</param>
internal sealed record PageImage(string File, int Label, string? Picture)
{
    private const int Side = 144;
    private const int Quality = 75;

    /// <summary>Reads one.</summary>
    /// <param name="result">The suite's result.</param>
    /// <param name="image">Its place in the list of validation images.</param>
    /// <returns>The image.</returns>
    public static PageImage Of(SuiteResult result, int image) =>
        new(SingleLine.Of(result.ValidImages[image]), result.ValidLabels[image], result.Samples is { } samples ? PictureOf(samples.ValidFile(result.ValidImages[image])) : null);

    private static string? PictureOf(string file)
    {
        using var small = Thumbnail.Of(file, Side);
        if (small is null) return null;
        using var encoded = small.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return $"data:image/jpeg;base64,{Convert.ToBase64String(encoded.AsSpan())}";
    }
}

/// <summary>What a technique says about the images of a gallery.</summary>
/// <param name="Name">The technique's name.</param>
/// <param name="Mistakes">How many of all validation images it gets wrong in more than half of its runs.</param>
/// <param name="Runs">Its runs.</param>
internal sealed record PagePredictions(string Name, int Mistakes, IReadOnlyList<PageRun> Runs)
{
    /// <summary>Collects them.</summary>
    /// <param name="technique">The technique.</param>
    /// <param name="images">The images of the gallery.</param>
    /// <returns>The predictions.</returns>
    public static PagePredictions Of(TechniquePredictions technique, IReadOnlyList<int> images) => new(
        SingleLine.Of(technique.Name), technique.Mistakes.Count,
        [
            .. technique.Runs.Select(run => new PageRun(
                run.Seed,
                [.. images.Select(image => run.ValidPredictions[image].ClassIndex)],
                [.. images.Select(image => Math.Round(run.ValidPredictions[image].Probability, 3))])),
        ]);
}

/// <summary>What one network says about the images of a gallery.</summary>
/// <param name="Seed">The training seed.</param>
/// <param name="Classes">The class it gives to each image.</param>
/// <param name="Probabilities">The probability of that class; three digits.</param>
internal sealed record PageRun(long Seed, int[] Classes, double[] Probabilities);
