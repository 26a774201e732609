using Harness.Data;

namespace Harness.Running.Collecting;

/// <summary>Some of a suite's images, for a report to show.</summary>
/// <param name="Train">Training images of all classes.</param>
/// <param name="Valid">Validation images from one end of the list to the other: of each class about as many as it has.</param>
/// <param name="ValidFolder">The absolute path of the folder that the paths of validation images are relative to.</param>
public sealed record SampleImages(IReadOnlyList<SampleImage> Train, IReadOnlyList<SampleImage> Valid, string ValidFolder)
{
    /// <summary>The maximum number of images of each kind.</summary>
    public const int Maximum = 24;

    /// <summary>The file of a validation image.</summary>
    /// <param name="path">Relative to the data folder, with forward slashes.</param>
    /// <returns>Its absolute path; the file may be gone.</returns>
    public string ValidFile(string path) => Path.Combine(ValidFolder, path);

    /// <summary>Chooses images: the same ones for the same lists.</summary>
    /// <param name="trainRoot">The folder of the training images.</param>
    /// <param name="train">The training images, in the order of the manifest.</param>
    /// <param name="trained">The places of those that are trained on.</param>
    /// <param name="validRoot">The folder of the validation images.</param>
    /// <param name="valid">The validation images, in the order of predictions.</param>
    /// <returns>At most <see cref="Maximum"/> of each.</returns>
    internal static SampleImages Of(string trainRoot, IReadOnlyList<ImageEntry> train, IReadOnlyList<int> trained, string validRoot, IReadOnlyList<ImageEntry> valid)
    {
        var classes = trained.Select(index => (Index: index, Item: train[index])).GroupBy(image => image.Item.ClassIndex).OrderBy(members => members.Key).ToList();
        var each = Math.Max(1, Maximum / Math.Max(1, classes.Count));
        return new(
            [.. Spread(classes.Count).SelectMany(index => Some(trainRoot, [.. classes[index]], each))],
            Some(validRoot, [.. valid.Index()], Maximum),
            validRoot);
    }

    private static List<SampleImage> Some(string root, IReadOnlyList<(int Index, ImageEntry Entry)> images, int count) =>
    [
        .. Spread(images.Count, count).Select(place => images[place])
            .Select(image => new SampleImage(Path.Combine(root, image.Entry.Path), image.Entry.ClassIndex, image.Index)),
    ];

    /// <summary>Chooses places in a list, as evenly as can be.</summary>
    /// <param name="length">The length of the list.</param>
    /// <param name="count">How many places.</param>
    /// <returns>The places, ascending; all of a list that is no longer.</returns>
    internal static IEnumerable<int> Spread(int length, int count = Maximum)
    {
        var taken = Math.Min(length, count);
        return Enumerable.Range(0, taken).Select(index => (int)((long)index * length / taken));
    }
}

/// <summary>One of them.</summary>
/// <param name="File">The absolute path of its file.</param>
/// <param name="ClassIndex">Its class.</param>
/// <param name="Index">Its place in its list.</param>
public sealed record SampleImage(string File, int ClassIndex, int Index);
