using System.Text.Json;
using Harness.Diagnostics;
using Harness.Reporting.Comparisons;
using Harness.Statistics;

namespace Harness.Reporting.Joined;

/// <summary>The techniques of several results folders, compared as if they were of one suite.</summary>
/// <param name="Rows">The techniques: folder after folder, in the order of each suite.</param>
/// <param name="Verdict">What they support, the most important sentence first.</param>
/// <param name="Notes">What to know about it: the settings in which the folders differ.</param>
public sealed record JoinedComparison(IReadOnlyList<JoinedRow> Rows, IReadOnlyList<string> Verdict, IReadOnlyList<string> Notes)
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Reads and compares results folders.</summary>
    /// <param name="folders">The folders, at least two.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="HarnessException">A folder cannot be read, or they were not validated on the same images.</exception>
    public static JoinedComparison Of(IReadOnlyList<string> folders)
    {
        List<ResultsFolder> read = [.. folders.Select(ResultsFolder.Read)];
        if (read.Find(folder => folder.IsDry) is { } dry) throw new HarnessException($"'{dry.Name}' is of a dry run, whose numbers mean nothing.", "Run the suite without --dry.");
        List<string> unknown = [.. read.Skip(1).Select(folder => EnsureSameImages(read[0], folder)).OfType<string>()];
        var techniques = read.SelectMany(folder => folder.Techniques.Select(technique => (Folder: folder, Technique: technique))).ToList();
        List<double> means = [.. techniques.Select(pair => pair.Technique.Accuracy)];
        var ranked = RankedTechniques.Of(means, [.. techniques.Select(pair => pair.Technique.Right)]);
        List<string> names = [.. techniques.Select(pair => $"'{SingleLine.Of(pair.Technique.Name)}' ({pair.Folder.Name})")];
        return new(
            [.. techniques.Select((pair, place) => Row(pair.Folder, pair.Technique, ranked, place))],
            ranked.Pairs.Count == 0 ? ["Nothing can be compared: no two techniques have a seed in common."] : [.. RankingWords.Best(ranked, names), .. RankingWords.OneSeed(ranked), .. RankingWords.Power(ranked)],
            [.. unknown, .. RankingWords.NoLetters(ranked), .. Kept(techniques), .. Differences(read), .. read.SelectMany(LeftOut)]);
    }

    /// <summary>The comparison for programs.</summary>
    /// <returns>JSON, ending in a line feed.</returns>
    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            verdict = Verdict,
            notes = Notes,
            techniques = Rows.Select(row => new
            {
                results = row.Folder,
                technique = row.Technique,
                seeds = row.Seeds,
                images = row.Images,
                val_acc = Rounded(row.LastAccuracy),
                kept_val_acc = Rounded(row.Accuracy.Mean),
                val_acc_low = Rounded(row.Interval?.Low),
                val_acc_high = Rounded(row.Interval?.High),
                groups = row.Groups,
                seconds = row.Seconds,
            }),
        },
        Options) + "\n";

    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 6) : null;

    private static JoinedRow Row(ResultsFolder folder, FinishedTechnique technique, RankedTechniques ranked, int place)
    {
        var shares = Statistic.Of([.. technique.Right.BySeed.Values.Select(RightImages.Share)])!;
        return new(folder.Name, technique.Name, technique.Right.BySeed.Count, folder.Images.Count, technique.LastAccuracy, shares, ranked.Intervals[place], ranked.Letters(place), technique.Seconds);
    }

    // Names and classes, and then contents. A note if contents cannot be compared; null if the images are certainly the same.
    private static string? EnsureSameImages(ResultsFolder first, ResultsFolder other)
    {
        if (!first.Images.SequenceEqual(other.Images)) throw OtherImages(first, other, NamesAndClasses(first, other));
        var changed = first.Contents.CountOthers(other.Contents, [.. first.Images.Select(image => image.Path)]);
        if (changed > 0) throw OtherImages(first, other, $"{Format.Count(changed.Value, "image")} of both {(changed == 1 ? "has" : "have")} the same name but other contents");
        return changed is null ? UnknownContents(first, other) : null;
    }

    private static string NamesAndClasses(ResultsFolder first, ResultsFolder other)
    {
        var labels = first.Images.ToDictionary(image => image.Path, image => image.Label);
        var common = other.Images.Where(image => labels.ContainsKey(image.Path)).ToList();
        var relabeled = common.Count(image => labels[image.Path] != image.Label);
        return common.Count == first.Images.Count && common.Count == other.Images.Count
            ? relabeled > 0 ? $"{Format.Count(relabeled, "image")} of both {(relabeled == 1 ? "has" : "have")} another class" : "their images are the same in another order"
            : Format.Invariant($"they were validated on {first.Images.Count:N0} and {other.Images.Count:N0} images, {common.Count:N0} of which are the same");
    }

    private static HarnessException OtherImages(ResultsFolder first, ResultsFolder other, string what) => new(
        $"'{other.Name}' cannot be compared with '{first.Name}': {what}.",
        "A difference would be one of the images as well as of the techniques. Run both suites on the same data with the same split.");

    private static string UnknownContents(ResultsFolder first, ResultsFolder other) =>
        $"The validation images of {first.Name} and {other.Name} have the same names and classes; whether they are the same images is not known: "
        + "the manifests of the two runs differ, and at least one is not in its folder, so they cannot be compared.";

    private static IEnumerable<string> LeftOut(ResultsFolder folder) => folder.LeftOut.Select(technique =>
        $"'{SingleLine.Of(technique)}' ({folder.Name}) is left out: its accuracy is not the fraction of images whose class is right, but a mean over tasks or the like.");

    private static IEnumerable<string> Kept(IEnumerable<(ResultsFolder Folder, FinishedTechnique Technique)> techniques)
    {
        List<string> others = [.. techniques.Where(pair => pair.Technique.KeepsAnotherEpoch).Select(pair => $"'{SingleLine.Of(pair.Technique.Name)}' ({pair.Folder.Name})")];
        if (others.Count > 0)
            yield return $"Accuracies, intervals and groups are of the kept epoch. Of {string.Join(", ", others)} it is not the last one: the same validation images chose it, and so its accuracy is optimistic.";
    }

    private static IEnumerable<string> Differences(IReadOnlyList<ResultsFolder> folders) =>
        from name in folders.SelectMany(folder => folder.Settings.Keys).Distinct()
        let values = folders.Select(folder => folder.Settings.GetValueOrDefault(name)).ToList()
        where values.Distinct().Count() > 1
        select Difference(name, folders, values);

    // Lists of transforms are too long for a sentence.
    private static string Difference(string name, IReadOnlyList<ResultsFolder> folders, IReadOnlyList<string?> values)
    {
        const int Longest = 24;
        var told = values.All(value => value is null || value.Length <= Longest)
            ? $": {string.Join(", ", folders.Zip(values, (folder, value) => $"{value ?? "unknown"} ({folder.Name})"))}"
            : "; run.json has them";
        return $"The folders differ in {name}{told}.";
    }
}

/// <summary>A technique of a joined comparison.</summary>
/// <param name="Folder">The results folder as the user named it.</param>
/// <param name="Technique">The technique's name.</param>
/// <param name="Seeds">The number of finished runs.</param>
/// <param name="Images">The number of validation images.</param>
/// <param name="LastAccuracy">Validation accuracy after the last epoch, mean over the runs, 0…1; null if it is not known.</param>
/// <param name="Accuracy">Validation accuracy after the kept epoch over the runs, 0…1.</param>
/// <param name="Interval">A 95 % interval for it; null if there is none.</param>
/// <param name="Groups">The letters of its groups.</param>
/// <param name="Seconds">Mean seconds of a run; null if they are not known.</param>
public sealed record JoinedRow(
    string Folder, string Technique, int Seeds, int Images, double? LastAccuracy, Statistic Accuracy, Interval? Interval, string Groups, double? Seconds)
{
    /// <summary>The technique's name on one line.</summary>
    public string SingleLineName => SingleLine.Of(Technique);

    /// <summary>Mean and deviation with enough digits to show one image.</summary>
    public string AccuracyText => ComparisonColumns.MeanAndDeviation(Accuracy, Images);

    /// <summary>The ends of the interval; empty if there is none.</summary>
    public string IntervalText => Interval is { } interval ? Format.Range(interval, Images) : "";
}
