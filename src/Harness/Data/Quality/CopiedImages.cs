using System.Globalization;

namespace Harness.Data.Quality;

/// <summary>Images whose files are equal byte for byte where they should not be.</summary>
/// <param name="Valid">Validation images that are copies of a training image.</param>
/// <param name="Test">Test images that are copies of a training or validation image.</param>
/// <param name="OtherClass">Images that are in another class, too.</param>
public sealed record CopiedImages(IReadOnlyList<CopiedImage> Valid, IReadOnlyList<CopiedImage> Test, IReadOnlyList<CopiedImage> OtherClass)
{
    /// <summary>Finds them.</summary>
    /// <param name="manifest">All images with their hashes.</param>
    /// <returns>The copies, in the order of the manifest.</returns>
    public static CopiedImages Of(Manifest manifest)
    {
        var train = First(manifest.Train);
        var seen = First([.. manifest.Train, .. manifest.Valid]);
        return new(Copies(manifest.Valid, train), Copies(manifest.Test, seen), Mislabeled([.. manifest.Train, .. manifest.Valid, .. manifest.Test]));
    }

    /// <summary>Whether so many validation images have been trained on that accuracies are not credible: more than one in a hundred.</summary>
    /// <param name="manifest">Their manifest.</param>
    /// <returns>Whether they are.</returns>
    public bool AreMany(Manifest manifest) => Valid.Count > 0.01 * manifest.Valid.Count;

    /// <summary>Says what they do to a comparison.</summary>
    /// <param name="manifest">Their manifest.</param>
    /// <returns>Plain sentences; none if there are no copies.</returns>
    public IEnumerable<string> Notes(Manifest manifest)
    {
        if (Valid.Count > 0)
        {
            yield return $"{Part(Valid, manifest.Valid.Count, "validation", "training image")}, byte for byte ({Example(Valid)}): "
                + "a technique that memorizes images looks better on them than it is.";
        }
        if (Test.Count > 0)
            yield return $"{Part(Test, manifest.Test.Count, "test", "training or validation image")}, byte for byte ({Example(Test)}): on these, the test measures images that were used for training or choosing.";
        if (manifest.NearCopies.Count > 0)
        {
            var (count, heldOut) = (manifest.NearCopies.Count, manifest.Valid.Count + manifest.Test.Count);
            yield return $"{Number(count)} of {Number(heldOut)} images that are held out {(count == 1 ? "looks" : "look")} almost like a training image "
                + $"({Example(manifest.NearCopies)}): the same scene, or a copy in another size. A 'group' in the suite's split keeps series together.";
        }
        if (OtherClass.Count > 0)
        {
            yield return $"{Number(OtherClass.Count)} {(OtherClass.Count == 1 ? "image is" : "images are")} also in another class, byte for byte ({Example(OtherClass)}): "
                + "at least one of each such pair has a wrong label.";
        }
    }

    private static Dictionary<string, ImageEntry> First(IEnumerable<ImageEntry> images) => images.DistinctBy(image => image.Sha256).ToDictionary(image => image.Sha256);

    private static List<CopiedImage> Copies(IReadOnlyList<ImageEntry> images, Dictionary<string, ImageEntry> originals) =>
        [.. images.Where(image => originals.ContainsKey(image.Sha256)).Select(image => new CopiedImage(image.Path, originals[image.Sha256].Path))];

    // Every image whose earlier copy is in another class.
    private static List<CopiedImage> Mislabeled(IReadOnlyList<ImageEntry> images)
    {
        var first = First(images);
        return [.. images.Where(image => image.ClassIndex != first[image.Sha256].ClassIndex).Select(image => new CopiedImage(image.Path, first[image.Sha256].Path))];
    }

    private static string Part(IReadOnlyList<CopiedImage> copies, int all, string kind, string original) => copies.Count == 1
        ? $"1 of {Number(all)} {kind} images is a copy of a {original}"
        : $"{Number(copies.Count)} of {Number(all)} {kind} images are copies of {original}s";

    private static string Example(IReadOnlyList<CopiedImage> copies) => $"{(copies.Count == 1 ? "" : "such as ")}'{copies[0].Path}' and '{copies[0].Original}'";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>An image with the bytes of another.</summary>
/// <param name="Path">Relative to the data folder.</param>
/// <param name="Original">The other one.</param>
public sealed record CopiedImage(string Path, string Original);
