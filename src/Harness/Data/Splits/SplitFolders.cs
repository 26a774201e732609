using Harness.Diagnostics;

namespace Harness.Data.Splits;

/// <summary>Finds images that are already split: two or three folders, each with the same class folders, as in torchvision's examples.</summary>
public static class SplitFolders
{
    /// <summary>Lists the images of all folders.</summary>
    /// <param name="root">The folder that holds them.</param>
    /// <param name="folders">Their names, at least two: that whose images train first.</param>
    /// <param name="options">What is not to be listed; null for nothing.</param>
    /// <returns>At least two classes; paths begin with the name of one of the folders.</returns>
    /// <exception cref="HarnessException">A folder is missing or cannot be used, or they have different classes; all of these are named.</exception>
    public static ImageListing List(string root, IReadOnlyList<string> folders, FolderListing? options = null)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        var missing = folders.Where(folder => !Directory.Exists(Path.Combine(root, folder))).ToList();
        if (missing.Count > 0)
        {
            throw new HarnessException(
                $"The data folder '{root}' has no folder {string.Join(" and no folder ", missing.Select(folder => $"'{folder}'"))}.",
                $"The suite's split expects {string.Join(" and ", folders.Select(folder => $"{folder}/class/image.jpg"))} in the data folder.");
        }
        var listings = ListEach(root, folders, options);
        EnsureSameClasses(root, listings.ConvertAll(pair => (pair.Folder, pair.Listing.Classes)));
        var images = listings.SelectMany(pair => Prefixed(pair.Listing.Images, pair.Folder)).ToList();
        images.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        var unread = listings.SelectMany(pair => Prefixed(pair.Listing.Unread, pair.Folder)).ToList();
        return new ImageListing(root, listings[0].Listing.Classes, images) { Unread = unread, Notes = [.. listings.SelectMany(pair => pair.Listing.Notes).Distinct()] };
    }

    // A user who has to rename folders wants to know all of them at once.
    private static List<(string Folder, ImageListing Listing)> ListEach(string root, IReadOnlyList<string> folders, FolderListing? options)
    {
        var listings = new List<(string Folder, ImageListing Listing)>();
        var undecodable = new List<string>();
        foreach (var folder in folders)
        {
            try
            {
                listings.Add((folder, ClassFolders.List(Path.Combine(root, folder), options)));
            }
            catch (UndecodableFoldersException exception)
            {
                undecodable.AddRange(exception.Folders);
            }
        }
        return undecodable.Count == 0 ? listings : throw new UndecodableFoldersException(undecodable);
    }

    private static IEnumerable<ListedImage> Prefixed(IReadOnlyList<ListedImage> images, string folder) =>
        images.Select(image => image with { Path = $"{folder}/{image.Path}" });

    private static void EnsureSameClasses(string root, IReadOnlyList<(string Folder, IReadOnlyList<string> Classes)> folders)
    {
        var problems = folders.SelectMany(pair => pair.Classes).Distinct().Order(StringComparer.Ordinal)
            .Select(name => (Name: name, In: folders.Where(pair => pair.Classes.Contains(name)).Select(pair => $"'{pair.Folder}'").ToList()))
            .Where(found => found.In.Count < folders.Count)
            .Select(found => $"'{found.Name}' is in {string.Join(" and ", found.In)} only")
            .ToList();
        if (problems.Count == 0) return;
        var twins = FileNames.Twins(folders.SelectMany(pair => pair.Classes).Distinct()).ToList();
        throw new HarnessException(
            $"In '{root}', {string.Join(" and ", folders.Select(pair => $"'{pair.Folder}'"))} do not hold the same classes:"
                + string.Concat(problems.Select(problem => Environment.NewLine + "    " + problem))
                + string.Concat(twins.Select(twin => Environment.NewLine + "    " + twin)),
            "Add the missing class folders with images, or remove the others.");
    }
}
