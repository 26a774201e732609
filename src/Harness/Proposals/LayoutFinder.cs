using Harness.Data.Splits;
using Harness.Diagnostics;
using Harness.Results;

namespace Harness.Proposals;

/// <summary>Finds out how the images in a folder say their classes.</summary>
/// <param name="folder">The folder that the user named, as a full path.</param>
/// <param name="options">What is not to be listed.</param>
internal sealed class LayoutFinder(string folder, FolderListing options)
{
    // Archives often contain a folder of their own name.
    private const int MostFoldersDown = 3;

    /// <summary>What a folder of images looks like, for messages.</summary>
    public static string Expected { get; } = string.Join(
        Environment.NewLine + "  ",
        "Expected is one folder of images per class,",
        "    photographs/rose/1.jpg",
        "    photographs/tulip/2.jpg",
        "or such folders in the parts of a split,",
        "    photographs/train/rose/1.jpg",
        "    photographs/valid/rose/2.jpg",
        "or images beside a CSV file that gives each its class, in columns such as file and class:",
        "    photographs/labels.csv",
        "    photographs/1.jpg");

    /// <summary>Looks at the folders and tables, not at the images.</summary>
    /// <returns>The data folder and its layout; of several tables that may be meant the likeliest first.</returns>
    /// <exception cref="HarnessException">It is not a folder of images.</exception>
    public IReadOnlyList<(string Root, FolderLayout Layout)> Find()
    {
        if (File.Exists(folder)) throw new HarnessException($"'{folder}' is a file, not a folder of images.", Expected);
        if (!Directory.Exists(folder)) throw new HarnessException($"There is no folder '{folder}'.", Expected);
        try
        {
            if (IsWritten()) throw new HarnessException($"'{folder}' is a folder that Harness has written, not one of images.", "Name the folder that holds the images.");
            return Find(folder, MostFoldersDown);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"The folder '{folder}' cannot be read: {exception.Message}", "Check its permissions and that its disk is available.", exception);
        }
    }

    // A manifest may be written beside the images that it lists; pictures of a report are no such images.
    private bool IsWritten() => OwnFolders.IsOneOf(folder, options.Written)
        || (OwnFolders.HoldResults(folder) && (File.Exists(Path.Combine(folder, ResultFileNames.Run)) || !new FolderWalk(folder, options).FilesBelow(folder).Exists(ClassFolders.LooksLikeImage)));

    private IReadOnlyList<(string Root, FolderLayout Layout)> Find(string root, int down)
    {
        var walk = new FolderWalk(root, options);
        var folders = walk.Folders(root).ConvertAll(found => found.Name);
        folders.Sort(StringComparer.Ordinal);
        ClassFolders.RefuseUndecodable(walk);
        if (HoldsImages(root)) return BesideTables(root, folders);
        if (FindSplit(root, folders) is { } split) return [(root, split)];
        var parts = PartNames.Of(folders);
        if (parts.Train is { } train && folders.TrueForAll(PartNames.IsOne) && FoldersOf(root, train).Count > 1) return [(Path.Combine(root, train), new ClassLayout())];
        var tables = InParts(root, folders);
        if (tables.Count > 0) return tables;
        if (folders.Count > 1) return [(root, new ClassLayout())];
        if (folders.Count == 1 && down > 0 && (FoldersOf(root, folders[0]).Count > 0 || TablesIn(root).Count > 0)) return Find(Path.Combine(root, folders[0]), down - 1);
        throw Without(root, folders);
    }

    // Images directly in a folder need a table, in it or beside it.
    private IReadOnlyList<(string Root, FolderLayout Layout)> BesideTables(string root, List<string> folders)
    {
        List<(string Root, FolderLayout Layout)> found = [.. TablesIn(root).Concat(TablesAbove(root)).Select(table => (root, table))];
        // Some stray image beside the class folders, and perhaps a table of something else.
        if (folders.Count > 1 && !folders.TrueForAll(PartNames.IsOne) && (found.Count == 0 || MostLieBelow(root))) found.Add((root, new ClassLayout()));
        if (found.Count > 0) return found;
        throw TableFiles(root) is [var table, ..]
            ? new HarnessException(
                $"The images are directly in '{root}', and the first line of {Path.GetFileName(table)} names no column of files and no column of classes.",
                "Its first line must be, for example, 'image,class', with commas, in UTF-8; from Excel: CSV UTF-8 (comma delimited).")
            : new HarnessException($"The images are directly in '{root}', and nothing gives their classes.", Expected);
    }

    private bool MostLieBelow(string root)
    {
        var images = new FolderWalk(root, options).FilesBelow(root).FindAll(ClassFolders.IsImage);
        return images.Count(path => path.Contains('/')) > images.Count / 2;
    }

    // A folder can be opened although the one around it cannot be listed.
    private static List<TableLayout> TablesAbove(string root)
    {
        try
        {
            return Path.GetDirectoryName(root) is { } above ? TablesIn(above) : [];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }

    // The images of a competition: a table, train/1.jpg, and a test without classes.
    private static List<(string Root, FolderLayout Layout)> InParts(string root, List<string> folders)
    {
        if (folders.Count > 1 && !folders.TrueForAll(PartNames.IsOne)) return [];
        var withImages = folders.Where(name => HoldsImages(Path.Combine(root, name))).OrderByDescending(name => name == PartNames.Of(folders).Train).ToList();
        if (withImages.Count == 0) return [];
        var tables = TablesIn(root);
        // Paths are relative to the folder of the images or to that of the table.
        return [.. from place in withImages.Select(name => Path.Combine(root, name)).Append(root) from table in tables select (place, (FolderLayout)table)];
    }

    private SplitLayout? FindSplit(string root, List<string> folders)
    {
        if (PartNames.Of(folders) is not { Train: { } train, Held: { } held } parts) return null;
        var classes = FoldersOf(root, train);
        if (classes.Count == 0 || !classes.Intersect(FoldersOf(root, held)).Any()) return null;
        return new(train, held, parts.Test is { } test && classes.Intersect(FoldersOf(root, test)).Any() ? test : null);
    }

    private HarnessException Without(string root, List<string> folders) => folders.Count switch
    {
        0 => new($"'{root}' is empty: there are no images in it.", Expected),
        1 => new($"'{root}' has only one class, '{folders[0]}'; at least two are needed.", Expected),
        _ => new($"There are no class folders in '{root}'.", Expected),
    };

    private List<string> FoldersOf(string root, string name) => new FolderWalk(root, options).Folders(Path.Combine(root, name)).ConvertAll(found => found.Name);

    private static bool HoldsImages(string path) => FolderWalk.Files(path).Any(ClassFolders.IsImage);

    private static List<TableLayout> TablesIn(string path) => [.. TableFiles(path).SelectMany(ClassTables.Of)];

    private static List<string> TableFiles(string path) =>
        [.. FolderWalk.Files(path).Where(name => Path.GetExtension(name).Equals(".csv", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)
            .Select(name => Path.Combine(path, name)).Where(file => !OwnFolders.IsManifest(file))];
}
