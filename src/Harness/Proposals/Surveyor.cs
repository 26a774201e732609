using Harness.Data.Splits;
using Harness.Diagnostics;

namespace Harness.Proposals;

/// <summary>Looks at a folder of images.</summary>
public static class Surveyor
{
    // More would bury the rest of the message.
    private const int MostNamed = 10;

    /// <summary>Lists the images and looks at some.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="options">What is not to be listed; null for nothing.</param>
    /// <returns>The survey: at least two classes of at least two images, or of one in each part of a split.</returns>
    /// <exception cref="HarnessException">It is not a folder of images, or nothing can be learned from them.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static FolderSurvey Look(string folder, FolderListing? options = null)
    {
        options ??= FolderListing.Plain;
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var (root, layout, listing, passedOver) = List(new LayoutFinder(full, options).Find(), options);
        UnreadFiles.RefuseMost(listing);
        var images = listing.Images.CountBy(image => image.ClassIndex).ToDictionary();
        var survey = new FolderSurvey
        {
            Folder = full,
            Root = root,
            Layout = layout,
            Classes = [.. listing.Classes.Select((name, place) => new SurveyedClass(name, images.GetValueOrDefault(place)))],
            Parts = layout is SplitLayout split ? Count(split, listing) : [],
            Sizes = ImageSizes.Of(root, [.. listing.Images.Select(image => image.Path)], options.Cancellation),
            Notes = [.. Below(full, root), .. OfAnotherFolder(full, layout), .. passedOver],
        };
        EnsureUsable(survey);
        return survey;
    }

    // The first table that fits all images; where none does, what is wrong with the first.
    private static (string Root, FolderLayout Layout, ImageListing Listing, IReadOnlyList<string> PassedOver) List(
        IReadOnlyList<(string Root, FolderLayout Layout)> found, FolderListing options)
    {
        var failed = new List<(TableLayout Table, DiagnosticsException Error)>();
        foreach (var (root, layout) in found)
        {
            try
            {
                return (root, layout, List(root, layout, options), [.. failed.Where(one => one.Table.File != (layout as TableLayout)?.File).Select(PassedOver)]);
            }
            catch (DiagnosticsException exception) when (layout is TableLayout table)
            {
                failed.Add((table, exception));
            }
        }
        // For a table whose paths may be relative to several folders, those of the likeliest one.
        throw failed.Where(one => one.Table == failed[0].Table).MinBy(one => one.Error.Diagnostics.Count).Error;
    }

    // It may have the same names as a table of the folder itself, and other classes.
    private static IEnumerable<string> OfAnotherFolder(string folder, FolderLayout layout) =>
        layout is TableLayout table && Path.GetDirectoryName(table.File) == Path.GetDirectoryName(folder) ? [$"The classes are those of '{table.File}', which is in the folder above."] : [];

    private static string PassedOver((TableLayout Table, DiagnosticsException Error) failed) =>
        $"The table '{failed.Table.File}' does not give the classes of these images and is ignored: {failed.Error.Diagnostics[0].Message}.";

    private static ImageListing List(string root, FolderLayout layout, FolderListing options)
    {
        if (layout is TableLayout table) options = options with { Classes = ClassTables.Read(table) };
        return Splitter.List(root, SplitOf(layout), options);
    }

    private static SplitSettings SplitOf(FolderLayout layout) => layout is SplitLayout split
        ? new() { Rule = SplitRule.Folders, TrainFolder = split.Train, ValidFolder = split.Valid, TestFolder = split.Test }
        : new() { Rule = SplitRule.Random, Fraction = 0.5 };

    private static IReadOnlyList<(string Folder, int Images)> Count(SplitLayout split, ImageListing listing)
    {
        var counts = listing.Images.CountBy(image => image.Path[..image.Path.IndexOf('/')]).ToDictionary();
        return [.. new[] { split.Train, split.Valid, split.Test }.OfType<string>().Select(folder => (folder, counts.GetValueOrDefault(folder)))];
    }

    private static IEnumerable<string> Below(string folder, string root) =>
        root == folder ? [] : [$"The images are those in '{Path.GetRelativePath(folder, root)}'."];

    private static void EnsureUsable(FolderSurvey survey)
    {
        if (survey.Images == 0) throw new HarnessException($"There are no images in '{survey.Root}'.", LayoutFinder.Expected);
        if (survey.Sizes.Unreadable > 0 && survey.Sizes.Median == 0)
            throw new HarnessException($"None of the images in '{survey.Root}' can be read.", "Look at one of them with another program; harness data split says what is wrong with each.");
        // Folders say themselves what of a class validates, and the check of the split names what is missing.
        if (survey.Layout is SplitLayout) return;
        var single = survey.Classes.Where(one => one.Images < 2).ToList();
        if (single.Count == 0) return;
        throw new HarnessException(
            $"{single.Count} of {survey.Classes.Count} classes in '{survey.Root}' {(single.Count == 1 ? "has" : "have")} fewer than two images, one to train and one to validate: "
                + string.Join(", ", single.Take(MostNamed).Select(one => $"'{one.Name}' ({one.Images})")) + (single.Count > MostNamed ? ", …" : "") + ".",
            "Add images to these classes, merge them with others, or move their folders away.");
    }
}
