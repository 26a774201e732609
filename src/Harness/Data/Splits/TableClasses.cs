using Harness.Data.Labels;
using Harness.Diagnostics;
using Harness.Yaml;

namespace Harness.Data.Splits;

/// <summary>Finds images whose classes a table gives: in one folder, and in the folders below it.</summary>
internal static class TableClasses
{
    /// <summary>Lists the images of a folder.</summary>
    /// <param name="root">The folder to which the table's paths are relative.</param>
    /// <param name="table">The classes, as its only column.</param>
    /// <param name="folders">The folders of a split, to which the search is limited; null for the whole folder.</param>
    /// <param name="options">What is not to be listed, and whether images without a row are skipped.</param>
    /// <returns>The images of the classes that the table names.</returns>
    /// <exception cref="HarnessException">The folder cannot be used.</exception>
    /// <exception cref="DiagnosticsException">Images have no row, rows no image, or two images one row; with the lines of the table.</exception>
    public static ImageListing List(string root, LabelTable table, IReadOnlyList<string>? folders, FolderListing options) =>
        ClassFolders.Walk(root, options, walk => List(walk, folders is null ? table : Within(table, folders), folders, options));

    private static ImageListing List(FolderWalk walk, LabelTable table, IReadOnlyList<string>? folders, FolderListing options)
    {
        var files = walk.FilesBelow(walk.Root).FindAll(path => ClassFolders.LooksLikeImage(path) && IsWithin(path, folders));
        files.Sort(StringComparer.Ordinal);
        ClassFolders.RefuseUndecodable(walk);
        var matched = new List<ListedImage>();
        var unmatched = new List<string>();
        var used = new Dictionary<LabelRow, string>(ReferenceEqualityComparer.Instance);
        var errors = new DiagnosticBag();
        foreach (var path in files)
        {
            if (RowOf(path, table) is not { } row)
            {
                // What is not an image for Harness needs no row.
                if (ClassFolders.IsImage(path)) unmatched.Add(path);
                continue;
            }
            if (!used.TryAdd(row, path)) errors.Add(new SourceLocation(table.File, row.Line, 1), $"two images fit this row: '{used[row]}' and '{path}'", "write the file's extension as well");
            matched.Add(new ListedImage(path, row.Values[0]));
        }
        if (!options.SkipsUnmatched) LabelTableCheck.RunClasses(table, unmatched, table.Rows.Where(row => !used.ContainsKey(row.Value)), errors);
        errors.ThrowIfAny();
        var classes = table.Columns[0].Values;
        if (folders is not null) EnsureTwoClasses(walk.Root, table, folders);
        return new ImageListing(walk.Root, classes, matched.FindAll(file => ClassFolders.IsImage(file.Path)))
        {
            IsFromTable = true,
            Unread = matched.FindAll(file => !ClassFolders.IsImage(file.Path)),
            Notes = [.. ClassFolders.Notes(walk.Root, options, walk), .. FileNames.Twins(classes)],
        };
    }

    // That the whole table has two was checked when it was read.
    private static void EnsureTwoClasses(string root, LabelTable table, IReadOnlyList<string> folders)
    {
        var classes = table.Columns[0].Values;
        if (classes.Count >= 2) return;
        var parts = string.Join(" and ", folders.Select(folder => $"'{folder}'"));
        var held = classes.Count == 1 ? $"only one class by '{table.File}', '{classes[0]}'; at least two are needed" : $"no image with a class by '{table.File}'; at least two classes are needed";
        throw new HarnessException($"In '{root}', the folders {parts} hold {held}.", "Add images of other classes with their rows, or change the split in the suite.");
    }

    private static LabelRow? RowOf(string path, LabelTable table) => table.Rows.GetValueOrDefault(path) ?? table.Rows.GetValueOrDefault(path[..^Path.GetExtension(path).Length]);

    // A table may name folders that the split leaves out, and classes that are only in those.
    private static LabelTable Within(LabelTable table, IReadOnlyList<string> folders)
    {
        var column = table.Columns[0];
        var rows = table.Rows.Where(row => IsWithin(row.Key, folders)).ToList();
        List<string> values = [.. rows.Select(row => column.Values[row.Value.Values[0]]).Distinct().Order(StringComparer.Ordinal)];
        var places = values.Index().ToDictionary(value => value.Item, value => value.Index, StringComparer.Ordinal);
        return table with
        {
            Columns = [column with { Values = values }],
            Rows = rows.ToDictionary(row => row.Key, row => row.Value with { Values = [places[column.Values[row.Value.Values[0]]]] }, StringComparer.Ordinal),
        };
    }

    private static bool IsWithin(string path, IReadOnlyList<string>? folders) =>
        folders is null || folders.Any(folder => path.StartsWith($"{folder}/", StringComparison.Ordinal));
}
