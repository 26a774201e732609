using Harness.Diagnostics;

namespace Harness.Data.Splits;

/// <summary>Finds images that lie in one folder per class, as torchvision's <c>ImageFolder</c> does.</summary>
/// <remarks>Files and folders whose names begin with a dot are ignored, and so are files that are
/// no images by their extension. Images of formats that are not read are listed apart.</remarks>
public static class ClassFolders
{
    private const string Expected = "Point --data to a folder that holds one folder per class, with images in each: root/class/image.jpg.";

    private static readonly EnumerationOptions Everything = new() { IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None };

    /// <summary>The extensions of image files, in any case. What such a file holds is found from its bytes.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [
        ".jpg", ".jpeg", ".jfif", ".jpe", ".png", ".bmp", ".ppm", ".pgm", ".tif", ".tiff", ".webp", ".gif"];

    // Formats of pictures that are not read: a file of such a name is told of, never passed over.
    private static readonly string[] UnreadExtensions = [
        ".heic", ".heif", ".avif", ".jxl", ".jp2", ".j2k", ".svg", ".ico", ".psd", ".tga", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".raw", ".orf", ".rw2",
        ".exr", ".hdr", ".pbm", ".pnm", ".pcx", ".eps", ".xcf", ".dds", ".apng", ".qoi"];

    /// <summary>Lists the images of a folder; sub-folders of class folders are walked.</summary>
    /// <param name="root">The folder that holds one folder per class.</param>
    /// <returns>At least two classes; a class may be without images.</returns>
    /// <exception cref="HarnessException">The folder is missing, empty, cannot be read, or has fewer than two class folders.</exception>
    public static ImageListing List(string root)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        if (File.Exists(root)) throw new HarnessException($"The data folder '{root}' is a file.", Expected);
        if (!Directory.Exists(root)) throw new HarnessException($"The data folder '{root}' does not exist.", Expected);
        try
        {
            var classes = Names(Directory.EnumerateDirectories(root, "*", Everything)).ToList();
            classes.Sort(StringComparer.Ordinal);
            EnsureTwoClasses(root, classes);
            return ListImages(root, classes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                $"The data folder '{root}' cannot be read: {exception.Message}", "Check its permissions and that its disk is there.", exception);
        }
    }

    private static ImageListing ListImages(string root, List<string> classes)
    {
        var files = new List<ListedImage>();
        for (var index = 0; index < classes.Count; index++) Walk(Path.Combine(root, classes[index]), classes[index], index, files);
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return new ImageListing(root, classes, files.FindAll(file => IsImage(file.Path))) { Unread = files.FindAll(file => !IsImage(file.Path)) };
    }

    private static void Walk(string folder, string relative, int classIndex, List<ListedImage> files)
    {
        foreach (var name in Names(Directory.EnumerateFiles(folder, "*", Everything)))
        {
            if (IsImage(name) || IsUnread(name)) files.Add(new ListedImage($"{relative}/{name}", classIndex));
        }
        foreach (var name in Names(Directory.EnumerateDirectories(folder, "*", Everything)))
            Walk(Path.Combine(folder, name), $"{relative}/{name}", classIndex, files);
    }

    private static void EnsureTwoClasses(string root, List<string> classes)
    {
        if (classes.Count >= 2) return;
        if (classes.Count == 1)
            throw new HarnessException($"The data folder '{root}' has one class only, '{classes[0]}'; at least two are needed.", Expected);
        var images = Names(Directory.EnumerateFiles(root, "*", Everything)).Count(IsImage);
        throw images > 0
            ? new HarnessException($"The data folder '{root}' holds {images} images but no class folders.", Expected)
            : new HarnessException($"The data folder '{root}' is empty: it has no class folders.", Expected);
    }

    private static bool IsImage(string name) => Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    private static bool IsUnread(string name) => UnreadExtensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Names(IEnumerable<string> paths) =>
        paths.Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.'));
}
