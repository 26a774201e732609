using Harness.Diagnostics;

namespace Harness.Data.Splits;

/// <summary>Reports files that look like images but are not read, so that none is missing silently.</summary>
internal static class UnreadFiles
{
    // More would bury the rest of the message.
    private const int MostNamed = 10;

    /// <summary>A sentence for each class that has such files.</summary>
    /// <param name="listing">The images found.</param>
    /// <returns>In the order of the classes.</returns>
    public static IReadOnlyList<string> Describe(ImageListing listing) =>
        listing.Unread.GroupBy(file => file.ClassIndex).OrderBy(files => files.Key).Select(files => Describe(listing.Classes[files.Key], [.. files])).ToList();

    /// <summary>Refuses classes that would lose most of their files.</summary>
    /// <param name="listing">The images found.</param>
    /// <exception cref="HarnessException">A class has more files that are not read than files that are; such classes are named.</exception>
    public static void RefuseMost(ImageListing listing)
    {
        var images = listing.Images.CountBy(image => image.ClassIndex).ToDictionary();
        var lost = listing.Unread.GroupBy(file => file.ClassIndex).Where(files => files.Count() > images.GetValueOrDefault(files.Key)).OrderBy(files => files.Key).ToList();
        if (lost.Count == 0) return;
        var more = lost.Count > MostNamed ? $"{Environment.NewLine}    … and {lost.Count - MostNamed} more classes" : "";
        throw new HarnessException(
            $"Most files of {(lost.Count == 1 ? "a class" : "some classes")} in '{listing.Root}' would be left out:"
                + string.Concat(lost.Take(MostNamed).Select(files => $"{Environment.NewLine}    {Describe(listing.Classes[files.Key], [.. files])}")) + more,
            "If these classes can do without these files, move them out of the data folder.");
    }

    private static string Describe(string name, List<ListedImage> files)
    {
        var kinds = files.GroupBy(file => Path.GetExtension(file.Path).ToLowerInvariant()).OrderByDescending(kind => kind.Count()).ThenBy(kind => kind.Key, StringComparer.Ordinal);
        var counts = string.Join(", ", kinds.Select(kind => $"{kind.Key}: {kind.Count()}"));
        return files.Count == 1
            ? $"1 file in class '{name}' looks like an image but is not read: {files[0].Path}. Convert it to JPEG or PNG."
            : $"{files.Count} files in class '{name}' look like images but are not read ({counts}), the first is {files[0].Path}. Convert them to JPEG or PNG.";
    }
}
