namespace Harness.Data.Quality;

/// <summary>What a reader must know about the images before believing a comparison on them.</summary>
/// <param name="Classes">How many images each class has.</param>
/// <param name="Skipped">The images that could not be read and were left out.</param>
/// <param name="Listing">Plain sentences on what was skipped and on names that are easily mistaken for each other.</param>
/// <param name="Copies">Plain sentences on images with copies.</param>
/// <param name="HasManyCopies">Whether so many validation images have been trained on that the wrong technique can look best.</param>
public sealed record DataQuality(
    IReadOnlyList<ClassCount> Classes, IReadOnlyList<SkippedImage> Skipped, IReadOnlyList<string> Listing, IReadOnlyList<string> Copies, bool HasManyCopies)
{
    /// <summary>Nothing is known.</summary>
    public static DataQuality Unknown { get; } = new([], [], [], [], HasManyCopies: false);

    /// <summary>Looks at manifests.</summary>
    /// <param name="source">The images that train.</param>
    /// <param name="target">The images of the target domain, which the validation images come from; the source's if there is none.</param>
    /// <returns>The findings.</returns>
    public static DataQuality Of(Manifest source, Manifest target)
    {
        Manifest[] manifests = source == target ? [source] : [source, target];
        // The source's validation images are not used; training images of either may be copies of validation images.
        var used = source == target ? source : source with { Train = [.. source.Train, .. target.Train], Valid = target.Valid, NearCopies = target.NearCopies };
        var copies = CopiedImages.Of(used);
        return new(
            ClassCounts(source, target),
            [.. manifests.SelectMany(manifest => manifest.Skipped)],
            [.. manifests.SelectMany(manifest => manifest.ListingNotes).Distinct()],
            [.. copies.Notes(used)],
            copies.AreMany(used));
    }

    /// <summary>The sentences on a manifest.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <returns>None where there is nothing to say.</returns>
    public static IEnumerable<string> NotesOf(Manifest manifest) => [.. manifest.ListingNotes, .. CopiedImages.Of(manifest).Notes(manifest)];

    private static IReadOnlyList<ClassCount> ClassCounts(Manifest source, Manifest target)
    {
        var (train, valid, test) = (CountsOf(source.Train), CountsOf(target.Valid), CountsOf(source.Test));
        return [.. source.Classes.Select((name, label) => new ClassCount(name, train.GetValueOrDefault(label), valid.GetValueOrDefault(label), test.GetValueOrDefault(label)))];
    }

    private static Dictionary<int, int> CountsOf(IReadOnlyList<ImageEntry> images) => images.CountBy(image => image.ClassIndex).ToDictionary();
}

/// <summary>The images of a class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Train">The training images.</param>
/// <param name="Valid">The validation images.</param>
/// <param name="Test">The test images.</param>
public sealed record ClassCount(string Name, int Train, int Valid, int Test);
