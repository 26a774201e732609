using System.Globalization;
using Harness.Diagnostics;

namespace Harness.Data.Splits;

/// <summary>Decides which images are for training, validation and test.</summary>
public static class Splitter
{
    /// <summary>Lists the images that a split rule divides.</summary>
    /// <param name="root">The data folder.</param>
    /// <param name="settings">The rule, which gives the folder layout.</param>
    /// <param name="options">What is not to be listed; null for nothing.</param>
    /// <returns>At least two classes.</returns>
    /// <exception cref="HarnessException">The folder cannot be used.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static ImageListing List(string root, SplitSettings settings, FolderListing? options = null)
    {
        Check(settings);
        var listing = options ?? FolderListing.Plain;
        if (settings.Layout == DataLayout.Classes) listing = listing with { TrustsFolders = true };
        var folders = settings.Rule == SplitRule.Folders ? FoldersOf(settings) : null;
        if (listing.Classes is { } table) return TableClasses.List(root, table, folders, listing);
        return folders is not null ? SplitFolders.List(root, folders, listing) : ClassFolders.List(root, listing);
    }

    /// <summary>Applies a split rule. The result depends on the paths and the settings alone, and on which files are equal if these stay together,
    /// not on where the images are stored.</summary>
    /// <param name="images">All images, in ordinal order of their paths.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="settings">The rule.</param>
    /// <param name="hashes">The hash of each image; null while they are not known.</param>
    /// <returns>What each image is used for.</returns>
    /// <exception cref="HarnessException">A class would be without training, validation or test images; all such classes are named.</exception>
    /// <remarks>
    /// First: by ordinal order of the file names of a class. Random: images are ranked by a hash of split seed and path, so that a new image moves at most
    /// one other; as many are held out as scikit-learn's <c>train_test_split</c> would. Fractions are taken as the decimal numbers that people write:
    /// 0.29 of 100 images are 29. Test images are those that come next in the same order, so that the same images validate with and without a test part.
    /// Folds divide each class, in the order of a random split. Groups are held out whole, until there are enough images: the last may bring more.
    /// </remarks>
    public static SplitPart[] Assign(IReadOnlyList<ListedImage> images, IReadOnlyList<string> classes, SplitSettings settings, IReadOnlyList<string>? hashes = null)
    {
        Check(settings);
        var parts = settings.Rule == SplitRule.Folders ? [.. images.Select(image => PartOf(image, settings))] : HoldOut(images, settings, hashes);
        if (settings.Duplicates == DuplicateRule.Together && hashes is not null) KeepTogether(parts, hashes);
        EnsureEveryClassInAll(images, classes, parts, settings, hashes is not null);
        return parts;
    }

    private static void KeepTogether(SplitPart[] parts, IReadOnlyList<string> hashes)
    {
        var first = new Dictionary<string, SplitPart>(StringComparer.Ordinal);
        for (var image = 0; image < parts.Length; image++)
        {
            if (!first.TryAdd(hashes[image], parts[image])) parts[image] = first[hashes[image]];
        }
    }

    // An image outside all folders is in a manifest that was written with another rule.
    private static SplitPart PartOf(ListedImage image, SplitSettings settings) => image.Path.Split('/', 2)[0] switch
    {
        var folder when folder == settings.ValidFolder => SplitPart.Valid,
        var folder when folder == settings.TestFolder => SplitPart.Test,
        _ => SplitPart.Train,
    };

    private static SplitPart[] HoldOut(IReadOnlyList<ListedImage> images, SplitSettings settings, IReadOnlyList<string>? hashes)
    {
        var parts = new SplitPart[images.Count];
        var units = new SplitUnits(images, settings, hashes).InOrder();
        if (settings.Folds is { } folds) return TakeFold(images, units, folds, settings.Fold ?? 0);
        Take(SplitPart.Valid, settings.Fraction, settings.ImagesPerClass);
        if (settings.HasTest) Take(SplitPart.Test, settings.TestFraction, settings.TestImagesPerClass);
        return parts;

        // Out of those that are left; a fraction is of all images.
        void Take(SplitPart part, double? fraction, int? imagesPerClass)
        {
            var left = units.Where(unit => parts[unit[0]] == SplitPart.Train).ToList();
            if (fraction is not null && !IsPerClass(settings))
            {
                TakeFirst(left, part, (int)Math.Ceiling((decimal)fraction * images.Count), ofClass: null);
                return;
            }
            var sizes = images.CountBy(image => image.ClassIndex).ToDictionary();
            foreach (var members in left.GroupBy(unit => images[unit[0]].ClassIndex))
                TakeFirst(members, part, imagesPerClass ?? Share((decimal)fraction!.Value * sizes[members.Key]), members.Key);
        }

        // A class of five images still has one in a random tenth, so that it is measured at all.
        int Share(decimal count) => settings.Rule == SplitRule.First ? (int)Math.Floor(count) : Math.Max(1, (int)Math.Round(count, MidpointRounding.AwayFromZero));

        void TakeFirst(IEnumerable<int[]> from, SplitPart part, int count, int? ofClass)
        {
            foreach (var unit in from)
            {
                if (count <= 0) return;
                foreach (var image in unit) parts[image] = part;
                count -= ofClass is null ? unit.Length : unit.Count(image => images[image].ClassIndex == ofClass);
            }
        }
    }

    private static bool IsPerClass(SplitSettings settings) => settings.Rule == SplitRule.First || settings.Stratified;

    // Each class is divided separately, so that the folds have the classes in the same proportions.
    private static SplitPart[] TakeFold(IReadOnlyList<ListedImage> images, List<int[]> units, int folds, int fold)
    {
        var parts = new SplitPart[images.Count];
        foreach (var members in units.GroupBy(unit => images[unit[0]].ClassIndex).Select(group => group.ToList()))
        {
            var (from, to) = (members.Count * fold / folds, members.Count * (fold + 1) / folds);
            foreach (var image in members[from..to].SelectMany(unit => unit)) parts[image] = SplitPart.Valid;
        }
        return parts;
    }

    private static IReadOnlyList<string> FoldersOf(SplitSettings settings) =>
        [settings.TrainFolder!, settings.ValidFolder!, .. settings.TestFolder is { } test ? [test] : Array.Empty<string>()];

    /// <summary>The rule in words, for messages.</summary>
    /// <param name="settings">The rule.</param>
    /// <returns>For example <c>the first 20 % of each class</c>.</returns>
    public static string Describe(SplitSettings settings)
    {
        if (settings.Rule == SplitRule.Folders)
            return settings.TestFolder is { } test ? $"the folder '{settings.ValidFolder}', and '{test}' for the test" : $"the folder '{settings.ValidFolder}'";
        if (settings.Folds is { } folds) return string.Create(CultureInfo.InvariantCulture, $"fold {(settings.Fold ?? 0) + 1} of {folds} of each class, split seed {settings.Seed}");
        var valid = Amount(settings.Fraction, settings.ImagesPerClass);
        var scope = IsPerClass(settings) || settings.ImagesPerClass is not null ? "each class" : "all images";
        var together = settings.Group is null ? "" : ", groups kept together";
        var next = settings.HasTest ? $", the next {Amount(settings.TestFraction, settings.TestImagesPerClass)} for the test" : "";
        return settings.Rule == SplitRule.First
            ? $"the first {valid} of each class{next}{together}"
            : string.Create(CultureInfo.InvariantCulture, $"a random {valid} of {scope}{next}{together}, split seed {settings.Seed}");
    }

    private static string Amount(double? fraction, int? imagesPerClass) => imagesPerClass is { } count
        ? string.Create(CultureInfo.InvariantCulture, $"{count} images")
        : string.Create(CultureInfo.InvariantCulture, $"{(decimal)(fraction ?? 0) * 100:0.####} %");

    private static void EnsureEveryClassInAll(
        IReadOnlyList<ListedImage> images, IReadOnlyList<string> classes, SplitPart[] parts, SplitSettings settings, bool areCopiesKnown)
    {
        var counts = new int[classes.Count, Enum.GetValues<SplitPart>().Length];
        for (var i = 0; i < images.Count; i++) counts[images[i].ClassIndex, (int)parts[i]]++;
        var problems = Enumerable.Range(0, classes.Count)
            .Select(index => (Name: classes[index], Train: counts[index, 0], Valid: counts[index, 1], Test: counts[index, 2]))
            .Where(count => count.Train == 0 || count.Valid == 0 || (settings.HasTest && count.Test == 0))
            .Select(count => count.Train + count.Valid + count.Test == 0
                ? $"class '{count.Name}' has no images"
                : $"class '{count.Name}' has {count.Train + count.Valid + count.Test} images: {count.Train} for training, {count.Valid} for validation"
                    + (settings.HasTest ? $", {count.Test} for the test" : ""))
            .ToList();
        if (problems.Count == 0) return;
        var copies = areCopiesKnown && settings.Duplicates == DuplicateRule.Together ? ", and equal images kept together" : "";
        throw new HarnessException(
            $"{(settings.HasTest ? "Training, validation and test" : "Training and validation")} need at least one image of every class; with {Describe(settings)} for validation{copies}:"
                + string.Concat(problems.Select(problem => Environment.NewLine + "    " + problem)),
            $"Add images to these classes ({string.Join(", ", ClassFolders.Extensions)}), remove their folders, or change the split in the suite.");
    }

    private static void Check(SplitSettings settings)
    {
        if (settings.Rule == SplitRule.Folders)
        {
            if (settings.TrainFolder is null || settings.ValidFolder is null || settings.TrainFolder == settings.ValidFolder)
                throw new HarnessException("A split by folders needs the names of two folders.", "Give 'train' and 'valid' in the suite's split.");
            return;
        }
        if (settings.Folds is { } folds)
        {
            if (settings.Rule != SplitRule.Random || folds < 2 || settings.Fold is < 0 || settings.Fold >= folds)
                throw new HarnessException("Folds need a random split into at least two parts.", "Change them in the suite.");
            return;
        }
        if (settings.Fraction is null == settings.ImagesPerClass is null)
            throw new HarnessException("The split needs either a fraction or a number of images per class.", "Give exactly one of the two in the suite.");
        if (settings.Fraction is <= 0 or >= 1 or double.NaN)
            throw new HarnessException($"The split's fraction is {settings.Fraction}; it must be between 0 and 1.", "Change it in the suite.");
        if (settings.ImagesPerClass is < 1)
            throw new HarnessException($"The split holds out {settings.ImagesPerClass} images per class; at least 1 is needed.", "Change it in the suite.");
        if (settings is { TestFraction: not null, TestImagesPerClass: not null })
            throw new HarnessException("The split's test has both a fraction and a number of images per class.", "Keep one of the two in the suite.");
        if (settings.TestFraction is <= 0 or >= 1 or double.NaN || settings.TestImagesPerClass is < 1 || (settings.Fraction ?? 0) + (settings.TestFraction ?? 0) >= 1)
            throw new HarnessException("The split's test takes no images, or leaves none to train on.", "Change it in the suite.");
    }
}
