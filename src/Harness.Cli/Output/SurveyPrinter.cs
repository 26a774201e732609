using Harness.Proposals;

namespace Harness.Cli.Output;

/// <summary>Prints what was seen in a folder of images, and what was chosen for it.</summary>
internal static class SurveyPrinter
{
    private const int MostListed = 12;
    private const int EndsListed = 3;

    /// <summary>Prints what a look at the folder shows.</summary>
    /// <param name="survey">The look.</param>
    public static void Print(FolderSurvey survey)
    {
        Wide.WriteLine(FormattableString.Invariant($"{Path.GetFileName(survey.Folder)}: {survey.Images:N0} images in {survey.Classes.Count:N0} classes, {InWords(survey.Layout)}"));
        if (survey.Parts.Count > 0) Wide.WriteLine($"  {string.Join(", ", survey.Parts.Select(part => FormattableString.Invariant($"{part.Folder} {part.Images:N0}")))}");
        Wide.WriteLine($"  {Classes(survey)}");
        Wide.WriteLine(FormattableString.Invariant($"  shorter sides: median {survey.Sizes.Median} pixels, smallest {survey.Sizes.Smallest}, of {survey.Sizes.Looked} images"));
        foreach (var note in survey.Notes) Wide.WriteLine($"  {note}");
    }

    /// <summary>Prints what the check of all images found.</summary>
    /// <param name="images">What it found.</param>
    public static void Print(ImagesFound images)
    {
        if (images.Copies > 0) Wide.WriteLine(FormattableString.Invariant($"  exact copies of other images: {images.Copies:N0}, {images.InTwoClasses:N0} of them in another class; held-out images that look almost like a training image: {images.NearCopies:N0}"));
        else if (images.NearCopies > 0) Wide.WriteLine(FormattableString.Invariant($"  held-out images that look almost like a training image: {images.NearCopies:N0}; none is an exact copy"));
        if (images.Unreadable.Count == 0) return;
        Wide.WriteLine(FormattableString.Invariant($"  {images.Unreadable.Count:N0} of the images cannot be read; the first is {images.Unreadable[0].Path}, which {images.Unreadable[0].Reason}"));
    }

    /// <summary>Prints what was chosen.</summary>
    /// <param name="proposal">The choice.</param>
    /// <param name="file">The file that it was written to.</param>
    public static void Print(SuiteProposal proposal, string file)
    {
        foreach (var reason in proposal.Reasons) Wide.WriteLine(reason);
        if (proposal.Seconds is { } seconds) Wide.WriteLine(FormattableString.Invariant($"Estimated from a few batches: about {Words.Duration(seconds)} from start to report; the store of finished epochs grows by up to {Math.Max(1, proposal.StoredBytes / 1_000_000):F0} MB and may be deleted afterwards."));
        Wide.WriteLine($"Written: {file}, and the techniques beside it.");
    }

    private static string InWords(FolderLayout layout) => layout switch
    {
        SplitLayout split => $"split by the folders {split.Train} and {split.Valid}{(split.Test is { } test ? $", and {test} for a test" : "")}",
        TableLayout table => $"given by the column '{table.Column}' of {Path.GetFileName(table.File)}",
        _ => "one folder each",
    };

    private static string Classes(FolderSurvey survey)
    {
        var bySize = survey.Classes.OrderBy(one => one.Images).ToList();
        var (least, most) = (bySize[0].Images, bySize[^1].Images);
        var uneven = survey.IsUneven ? FormattableString.Invariant($" (uneven: the largest has {(double)most / Math.Max(1, least):F1} times the images of the smallest)") : "";
        var shown = survey.Classes.Count <= MostListed ? survey.Classes : [.. bySize.Take(EndsListed), .. bySize.TakeLast(EndsListed)];
        var names = string.Join(", ", shown.Select(one => FormattableString.Invariant($"{one.Name} {one.Images:N0}")));
        return survey.Classes.Count <= MostListed ? $"{names}{uneven}" : $"the smallest and largest: {names}{uneven}";
    }
}
