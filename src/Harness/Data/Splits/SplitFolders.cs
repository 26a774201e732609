using Harness.Diagnostics;

namespace Harness.Data.Splits;

/// <summary>Finds images that are split already: two folders, each with the same class folders, as torchvision's examples have them.</summary>
public static class SplitFolders
{
    /// <summary>Lists the images of both folders.</summary>
    /// <param name="root">The folder that holds the two.</param>
    /// <param name="train">The name of the folder whose images train.</param>
    /// <param name="valid">The name of the folder whose images validate.</param>
    /// <returns>At least two classes; paths begin with the name of one of the two folders.</returns>
    /// <exception cref="HarnessException">A folder is missing or cannot be used, or the two have different classes; all of these are named.</exception>
    public static ImageListing List(string root, string train, string valid)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        var missing = new[] { train, valid }.Where(folder => !Directory.Exists(Path.Combine(root, folder))).ToList();
        if (missing.Count > 0)
        {
            throw new HarnessException(
                $"The data folder '{root}' has no folder {string.Join(" and no folder ", missing.Select(folder => $"'{folder}'"))}.",
                $"The suite's split expects {train}/class/image.jpg and {valid}/class/image.jpg in the data folder.");
        }
        var training = ClassFolders.List(Path.Combine(root, train));
        var validation = ClassFolders.List(Path.Combine(root, valid));
        EnsureSameClasses(root, (train, training.Classes), (valid, validation.Classes));
        var images = Prefixed(training.Images, train).Concat(Prefixed(validation.Images, valid)).ToList();
        images.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        var unread = Prefixed(training.Unread, train).Concat(Prefixed(validation.Unread, valid)).ToList();
        return new ImageListing(root, training.Classes, images) { Unread = unread };
    }

    private static IEnumerable<ListedImage> Prefixed(IReadOnlyList<ListedImage> images, string folder) =>
        images.Select(image => image with { Path = $"{folder}/{image.Path}" });

    private static void EnsureSameClasses(
        string root, (string Folder, IReadOnlyList<string> Classes) train, (string Folder, IReadOnlyList<string> Classes) valid)
    {
        var problems = Lacking(train, valid).Concat(Lacking(valid, train)).ToList();
        if (problems.Count == 0) return;
        throw new HarnessException(
            $"In '{root}', '{train.Folder}' and '{valid.Folder}' do not hold the same classes:" + string.Concat(problems.Select(problem => Environment.NewLine + "    " + problem)),
            "Add the missing class folders with images, or remove the others.");
    }

    private static IEnumerable<string> Lacking(
        (string Folder, IReadOnlyList<string> Classes) one, (string Folder, IReadOnlyList<string> Classes) other) =>
        other.Classes.Except(one.Classes).Select(name => $"'{name}' is in '{other.Folder}' only");
}
