using Harness.Data.Splits;
using Harness.Diagnostics;

namespace Harness.Data.Manifests;

/// <summary>One line of the manifest file.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Label">The name of its class: the folder in the data folder, or in the folder of its part of the split; or what a table says.</param>
/// <param name="Part">What the image is used for.</param>
/// <param name="Sha256">The hash of the file's bytes, in lower-case hexadecimal.</param>
internal readonly record struct ManifestRow(string Path, string Label, SplitPart Part, string Sha256)
{
    /// <summary>Makes a manifest of rows.</summary>
    /// <param name="listing">The images as they were listed: where they are, and whether a table gives their classes.</param>
    /// <param name="classes">The classes, in ordinal order.</param>
    /// <param name="rows">In ordinal order of their paths.</param>
    /// <param name="leftOut">The images that are left out.</param>
    /// <returns>The manifest.</returns>
    public static Manifest Build(ImageListing listing, IReadOnlyList<string> classes, List<ManifestRow> rows, List<SkippedRow> leftOut)
    {
        var indices = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        IReadOnlyList<ImageEntry> Entries(SplitPart part) => rows
            .Where(row => row.Part == part)
            .Select(row => new ImageEntry(row.Path, indices[row.Label], row.Sha256))
            .ToList();
        return new Manifest
        {
            Root = listing.Root,
            Classes = classes,
            Train = Entries(SplitPart.Train),
            Valid = Entries(SplitPart.Valid),
            Test = Entries(SplitPart.Test),
            Skipped = leftOut.ConvertAll(row => new SkippedImage(row.Path, row.Reason)),
            Hash = ManifestHash.Compute(classes, rows, listing.IsFromTable),
        };
    }

    /// <summary>The parts as manifests write them.</summary>
    public static Registry<SplitPart> Parts { get; } = new("split")
    {
        { "train", SplitPart.Train },
        { "valid", SplitPart.Valid },
        { "test", SplitPart.Test },
    };
}

/// <summary>One line of the list of images that were left out.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Reason">What was wrong with the file.</param>
/// <param name="Sha256">The hash of the file's bytes, in lower-case hexadecimal; empty if they could not be read.</param>
internal readonly record struct SkippedRow(string Path, string Reason, string Sha256);
