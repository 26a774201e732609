namespace Harness.Data.Splits;

/// <summary>Tells of files that look like images and are not read, so that none is missing without a word.</summary>
internal static class UnreadFiles
{
    /// <summary>A sentence for each class that has such files.</summary>
    /// <param name="listing">The images found.</param>
    /// <returns>In the order of the classes.</returns>
    public static IReadOnlyList<string> Describe(ImageListing listing) =>
        listing.Unread.GroupBy(file => file.ClassIndex).OrderBy(files => files.Key).Select(files => Describe(listing.Classes[files.Key], [.. files])).ToList();

    private static string Describe(string name, List<ListedImage> files)
    {
        var kinds = files.GroupBy(file => Path.GetExtension(file.Path).ToLowerInvariant()).OrderByDescending(kind => kind.Count()).ThenBy(kind => kind.Key, StringComparer.Ordinal);
        var counts = string.Join(", ", kinds.Select(kind => $"{kind.Key}: {kind.Count()}"));
        return files.Count == 1
            ? $"1 file in class '{name}' looks like an image but is not read: {files[0].Path}. Convert it to JPEG or PNG."
            : $"{files.Count} files in class '{name}' look like images but are not read ({counts}), the first is {files[0].Path}. Convert them to JPEG or PNG.";
    }
}
