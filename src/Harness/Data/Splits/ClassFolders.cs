using Harness.Diagnostics;

namespace Harness.Data.Splits;

/// <summary>Finds images that are in one folder per class, as torchvision's <c>ImageFolder</c> does.</summary>
/// <remarks>Files and folders whose names begin with a dot are ignored, and so are files that are
/// no images by their extension. Images in unsupported formats are listed separately.</remarks>
public static class ClassFolders
{
    private const string Expected = "Point --data to a folder that holds one folder per class, with images in each: root/class/image.jpg.";

    /// <summary>The extensions of image files, in upper or lower case. The actual format is found from the bytes.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [
        ".jpg", ".jpeg", ".jfif", ".jpe", ".png", ".bmp", ".ppm", ".pgm", ".tif", ".tiff", ".webp", ".gif"];

    // Formats of pictures that are not read: a file with such a name is reported, never silently skipped.
    private static readonly string[] UnreadExtensions = [
        ".heic", ".heif", ".avif", ".jxl", ".jp2", ".j2k", ".svg", ".ico", ".psd", ".tga", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".raw", ".orf", ".rw2",
        ".exr", ".hdr", ".pbm", ".pnm", ".pcx", ".eps", ".xcf", ".dds", ".apng", ".qoi"];

    /// <summary>Lists the images of a folder; sub-folders of class folders are walked.</summary>
    /// <param name="root">The folder that holds one folder per class.</param>
    /// <param name="options">What is not to be listed; null for nothing.</param>
    /// <returns>At least two classes; a class may be without images.</returns>
    /// <exception cref="HarnessException">The folder is missing, empty, cannot be read, has fewer than two class folders, or folders that are not classes.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static ImageListing List(string root, FolderListing? options = null)
    {
        options ??= FolderListing.Plain;
        return Walk(root, options, walk => List(walk, options));
    }

    /// <summary>Walks a data folder.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="options">What is not to be listed.</param>
    /// <param name="list">Lists what the walk finds.</param>
    /// <returns>What it listed.</returns>
    /// <exception cref="HarnessException">The folder is missing or cannot be read, or is one that is being written to.</exception>
    internal static ImageListing Walk(string root, FolderListing options, Func<FolderWalk, ImageListing> list)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        if (File.Exists(root)) throw new HarnessException($"The data folder '{root}' is a file.", Expected);
        if (!Directory.Exists(root)) throw new HarnessException($"The data folder '{root}' does not exist.", Expected);
        if (OwnFolders.IsOneOf(root, options.Written))
            throw new HarnessException($"The data folder '{root}' is the folder that results or finished epochs are written to.", "Give them other folders with --out and --store.");
        try
        {
            return list(new FolderWalk(root, options));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                $"The data folder '{root}' cannot be read: {exception.Message}", "Check its permissions and that its disk is available.", exception);
        }
    }

    private static ImageListing List(FolderWalk walk, FolderListing options)
    {
        var root = walk.Root;
        var found = walk.Folders(root).Select(folder => (folder.Name, Files: walk.FilesBelow(Path.Combine(root, folder.Name), $"{folder.Name}/").FindAll(LooksLikeImage)))
            .Where(folder => folder.Files.Count > 0 || !IsMadeForResults(Path.Combine(root, folder.Name), options, walk))
            .OrderBy(folder => folder.Name, StringComparer.Ordinal).ToList();
        RefuseUndecodable(walk);
        EnsureTwoClasses(root, found.ConvertAll(folder => folder.Name));
        if (!options.TrustsFolders)
            new LayoutCheck(root, found.ConvertAll(folder => (folder.Name, (IReadOnlyList<string>)[.. walk.Folders(Path.Combine(root, folder.Name)).Select(inner => inner.Name)]))).Run();
        var files = found.Index().SelectMany(folder => folder.Item.Files.Select(file => new ListedImage(file, folder.Index))).ToList();
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        var classes = found.ConvertAll(folder => folder.Name);
        return new ImageListing(root, classes, files.FindAll(file => IsImage(file.Path)))
        {
            Unread = files.FindAll(file => !IsImage(file.Path)),
            Notes = [.. Notes(root, options, walk), .. FileNames.Twins(classes)],
        };
    }

    // Results below the data folder need folders that hold nothing else.
    private static bool IsMadeForResults(string folder, FolderListing options, FolderWalk walk) =>
        OwnFolders.LiesAbove(folder, [.. options.Written, .. walk.Own]);

    /// <summary>Plain sentences on folders and links that a walk skipped.</summary>
    /// <param name="root">The data folder.</param>
    /// <param name="options">Which folders are being written to; these are not mentioned.</param>
    /// <param name="walk">The finished walk.</param>
    /// <returns>None where nothing was skipped.</returns>
    internal static IEnumerable<string> Notes(string root, FolderListing options, FolderWalk walk)
    {
        var earlier = walk.Own.Distinct().Order(StringComparer.Ordinal).Where(own => !OwnFolders.IsOneOf(own, options.Written)).Select(own => $"'{Path.GetRelativePath(root, own)}'").ToList();
        if (earlier.Count > 0) yield return $"Results of earlier runs are in the data folder and are ignored: {string.Join(", ", earlier)}.";
        if (walk.RepeatedLinks > 0)
            yield return $"{walk.RepeatedLinks} {(walk.RepeatedLinks == 1 ? "link leads to a folder that is" : "links lead to folders that are")} in the data folder or around it: images are listed once.";
    }

    /// <summary>Refuses folders that cannot be opened.</summary>
    /// <param name="walk">The finished walk.</param>
    /// <exception cref="UndecodableFoldersException">There are folders whose names are not valid UTF-8; all of them are named.</exception>
    internal static void RefuseUndecodable(FolderWalk walk)
    {
        if (walk.Undecodable.Count > 0) throw new UndecodableFoldersException(walk.Undecodable);
    }

    private static void EnsureTwoClasses(string root, IReadOnlyList<string> classes)
    {
        if (classes.Count >= 2) return;
        if (classes.Count == 1)
            throw new HarnessException($"The data folder '{root}' has only one class, '{classes[0]}'; at least two are needed.", Expected);
        var images = FolderWalk.Files(root).Count(IsImage);
        throw images > 0
            ? new HarnessException($"The data folder '{root}' holds {images} images but no class folders.", Expected)
            : new HarnessException($"The data folder '{root}' is empty: it has no class folders.", Expected);
    }

    /// <summary>Whether a file is an image by its extension, of a format that is read or not.</summary>
    internal static bool LooksLikeImage(string name) => IsImage(name) || IsUnread(name);

    /// <summary>Whether a file is an image by its extension, of a format that is read.</summary>
    /// <param name="name">Its name or path.</param>
    /// <returns>Whether it is.</returns>
    internal static bool IsImage(string name) => Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    private static bool IsUnread(string name) => UnreadExtensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
}
