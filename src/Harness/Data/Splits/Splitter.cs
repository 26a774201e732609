using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Harness.Diagnostics;

namespace Harness.Data.Splits;

/// <summary>Decides which images validate.</summary>
public static class Splitter
{
    /// <summary>Lists the images that a split rule divides.</summary>
    /// <param name="root">The data folder.</param>
    /// <param name="settings">The rule: it says in which layout they lie.</param>
    /// <returns>At least two classes.</returns>
    /// <exception cref="HarnessException">The folder cannot be used.</exception>
    public static ImageListing List(string root, SplitSettings settings)
    {
        Check(settings);
        return settings.Rule == SplitRule.Folders ? SplitFolders.List(root, settings.TrainFolder!, settings.ValidFolder!) : ClassFolders.List(root);
    }

    /// <summary>Applies a split rule. The result depends on the paths and the settings alone, not on where the images lie.</summary>
    /// <param name="images">All images, in ordinal order of their paths.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="settings">The rule.</param>
    /// <returns>Per image, whether it is held out for validation.</returns>
    /// <exception cref="HarnessException">A class would be without training or without validation images; all such classes are named.</exception>
    /// <remarks>
    /// First: by ordinal order of the file names of a class. Random: images are ranked by a hash of split seed and path, so that a new image moves at most
    /// one other; as many are held out as scikit-learn's <c>train_test_split</c> would. Fractions are taken as the decimal numbers that people write:
    /// 0.29 of 100 images are 29.
    /// </remarks>
    public static bool[] HoldOut(IReadOnlyList<ListedImage> images, IReadOnlyList<string> classes, SplitSettings settings)
    {
        Check(settings);
        var heldOut = settings.Rule == SplitRule.Folders
            ? images.Select(image => image.Path.StartsWith($"{settings.ValidFolder}/", StringComparison.Ordinal)).ToArray()
            : HoldOutSome(images, settings);
        EnsureEveryClassInBoth(images, classes, heldOut, settings);
        return heldOut;
    }

    private static bool[] HoldOutSome(IReadOnlyList<ListedImage> images, SplitSettings settings)
    {
        var ranked = Rank(images, settings);
        var heldOut = new bool[images.Count];
        if (settings is { Rule: SplitRule.Random, Fraction: { } fraction })
        {
            var count = (int)Math.Ceiling((decimal)fraction * images.Count);
            foreach (var image in ranked.Take(count)) heldOut[image] = true;
        }
        else
        {
            foreach (var members in ranked.GroupBy(image => images[image].ClassIndex).Select(group => group.ToList()))
            {
                var count = settings.ImagesPerClass ?? (int)Math.Floor((decimal)settings.Fraction!.Value * members.Count);
                foreach (var image in members.Take(count)) heldOut[image] = true;
            }
        }
        return heldOut;
    }

    /// <summary>The rule in words, for messages.</summary>
    /// <param name="settings">The rule.</param>
    /// <returns>For example <c>the first 20 % of each class</c>.</returns>
    public static string Describe(SplitSettings settings)
    {
        if (settings.Rule == SplitRule.Folders) return $"the folder '{settings.ValidFolder}'";
        var amount = settings.ImagesPerClass is { } count
            ? string.Create(CultureInfo.InvariantCulture, $"{count} images")
            : string.Create(CultureInfo.InvariantCulture, $"{(decimal)(settings.Fraction ?? 0) * 100:0.####} %");
        if (settings.Rule == SplitRule.First) return $"the first {amount} of each class";
        var scope = settings.ImagesPerClass is null ? "all images" : "each class";
        return string.Create(CultureInfo.InvariantCulture, $"a random {amount} of {scope}, split seed {settings.Seed}");
    }

    private static IEnumerable<int> Rank(IReadOnlyList<ListedImage> images, SplitSettings settings)
    {
        var all = Enumerable.Range(0, images.Count);
        return settings.Rule == SplitRule.First ? all : all.OrderBy(image => HashOf(settings.Seed, images[image].Path)).ToList();
    }

    private static ulong HashOf(long seed, string path)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{path}")), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    private static void EnsureEveryClassInBoth(
        IReadOnlyList<ListedImage> images, IReadOnlyList<string> classes, bool[] heldOut, SplitSettings settings)
    {
        var train = new int[classes.Count];
        var valid = new int[classes.Count];
        for (var i = 0; i < images.Count; i++) (heldOut[i] ? valid : train)[images[i].ClassIndex]++;
        var problems = Enumerable.Range(0, classes.Count)
            .Where(index => train[index] == 0 || valid[index] == 0)
            .Select(index => train[index] + valid[index] == 0
                ? $"class '{classes[index]}' has no images"
                : $"class '{classes[index]}' has {train[index] + valid[index]} images: {train[index]} would train, {valid[index]} validate")
            .ToList();
        if (problems.Count == 0) return;
        throw new HarnessException(
            $"Training and validation need at least one image of every class; with {Describe(settings)} for validation:"
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
        if (settings.Fraction is null == settings.ImagesPerClass is null)
            throw new HarnessException("The split needs either a fraction or a number of images per class.", "Give exactly one of the two in the suite.");
        if (settings.Fraction is <= 0 or >= 1 or double.NaN)
            throw new HarnessException($"The split's fraction is {settings.Fraction}; it must lie between 0 and 1.", "Change it in the suite.");
        if (settings.ImagesPerClass is < 1)
            throw new HarnessException($"The split holds out {settings.ImagesPerClass} images per class; at least 1 is needed.", "Change it in the suite.");
    }
}
