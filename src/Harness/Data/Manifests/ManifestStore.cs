using Harness.Data.Images;
using Harness.Data.Splits;
using Harness.Diagnostics;

namespace Harness.Data.Manifests;

/// <summary>Makes the manifest of a data folder on the first run and holds the folder to it on every later one.</summary>
/// <remarks>
/// The first run reads, hashes, checks and decodes every image and names all broken ones at once. Later runs hash every image again. Images left out with
/// <c>--skip-unreadable</c> are listed in a second file, <c>*.skipped.csv</c>, beside the manifest; the split is computed over the images that remain, so
/// that its fractions hold for what is trained on.
/// </remarks>
public static class ManifestStore
{
    /// <summary>Reads and verifies a manifest, or writes it when there is none.</summary>
    /// <param name="manifestPath">The manifest file.</param>
    /// <param name="root">The data folder.</param>
    /// <param name="split">The split rule.</param>
    /// <param name="skipUnreadable">Leaves broken images out instead of stopping.</param>
    /// <param name="progress">Notified of how many files are read of how many, from several threads; null for nobody.</param>
    /// <param name="cache">Gets the images that the first run decodes, as far as there is room; null for none.</param>
    /// <param name="cancellation">Ends the reading early; nothing is written then.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="HarnessException">The folder cannot be used, images are broken, or they are not those of the manifest.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static Manifest LoadOrCreate(
        string manifestPath,
        string root,
        SplitSettings split,
        bool skipUnreadable,
        IProgress<(int Done, int Total)>? progress = null,
        DecodedImageCache? cache = null,
        CancellationToken cancellation = default)
    {
        var listing = Splitter.List(root, split);
        var inspector = new FileInspector(listing.Root, progress, cancellation);
        var manifest = File.Exists(manifestPath)
            ? Verify(manifestPath, listing, split, skipUnreadable, inspector)
            : Create(manifestPath, listing, split, skipUnreadable, inspector, cache);
        return manifest with { UnreadNotes = UnreadFiles.Describe(listing) };
    }

    private static string SkippedPath(string manifestPath) => Path.ChangeExtension(manifestPath, ".skipped.csv");

    private static Manifest Create(
        string manifestPath, ImageListing listing, SplitSettings split, bool skipUnreadable, FileInspector inspector, DecodedImageCache? cache)
    {
        // A split that cannot work is found before gigabytes are read.
        Splitter.Assign(listing.Images, listing.Classes, split);
        var results = inspector.Check(listing.Images.Select(image => image.Path).ToList(), cache);
        var skipped = listing.Images.Zip(results)
            .Where(pair => pair.Second.Problem is not null)
            .Select(pair => new SkippedRow(pair.First.Path, pair.Second.Problem!, pair.Second.Sha256))
            .ToList();
        if (skipped.Count > 0 && !skipUnreadable) throw Unreadable(listing, skipped);

        var good = listing.Images.Zip(results).Where(pair => pair.Second.Problem is null).ToList();
        var parts = Splitter.Assign(good.ConvertAll(pair => pair.First), listing.Classes, split, good.ConvertAll(pair => pair.Second.Sha256));
        var rows = good.Select((pair, index) =>
            new ManifestRow(pair.First.Path, listing.Classes[pair.First.ClassIndex], parts[index], pair.Second.Sha256)).ToList();
        // The manifest comes last: it must never stand without the list that explains its gaps.
        if (skipped.Count > 0) ManifestFile.WriteSkipped(SkippedPath(manifestPath), skipped);
        else if (File.Exists(SkippedPath(manifestPath))) File.Delete(SkippedPath(manifestPath));
        ManifestFile.Write(manifestPath, rows);
        return Build(listing.Root, listing.Classes, rows, skipped);
    }

    private static Manifest Verify(
        string manifestPath, ImageListing listing, SplitSettings split, bool skipUnreadable, FileInspector inspector)
    {
        var rows = ManifestFile.Read(manifestPath);
        var skipped = File.Exists(SkippedPath(manifestPath)) ? ManifestFile.ReadSkipped(SkippedPath(manifestPath)) : [];
        if (skipped.Count > 0 && !skipUnreadable) throw WasMadeWithSkipping(manifestPath, skipped);
        var classes = rows.Select(row => row.Label).Distinct().Order(StringComparer.Ordinal).ToList();

        var known = rows.Select(row => (row.Path, row.Sha256)).Concat(skipped.Select(row => (row.Path, row.Sha256))).ToList();
        var results = inspector.Hash(known.ConvertAll(pair => pair.Path));
        var compared = known.Zip(results, (image, result) => (image.Path, image.Sha256, Result: result)).ToList();
        var knownPaths = known.Select(pair => pair.Path).ToHashSet(StringComparer.Ordinal);

        var differences = new ManifestDifferences();
        differences.Add("new classes", listing.Classes.Except(classes));
        differences.Add("missing classes", classes.Except(listing.Classes));
        differences.Add("changed images", compared.Where(IsChanged).Select(item => item.Path));
        differences.Add("missing images", compared.Where(item => item.Result.IsMissing).Select(item => item.Path));
        differences.Add("unreadable images", compared.Where(IsUnreadable).Select(item => $"{item.Path} {item.Result.Problem}"));
        differences.Add("new images", listing.Images.Select(image => image.Path).Where(path => !knownPaths.Contains(path)));
        differences.AddSplitChanges(rows, classes, split);
        differences.ThrowIfAny(manifestPath, listing.Root);
        return Build(listing.Root, classes, rows, skipped);
    }

    private static bool IsChanged((string Path, string Sha256, FileInspection Result) item) =>
        item.Result.Problem is null && item.Result.Sha256 != item.Sha256;

    // A file that could not be read when it was left out has no hash to compare.
    private static bool IsUnreadable((string Path, string Sha256, FileInspection Result) item) =>
        item.Result is { Problem: not null, IsMissing: false } && item.Sha256.Length > 0;

    private static Manifest Build(string root, IReadOnlyList<string> classes, List<ManifestRow> rows, List<SkippedRow> skipped)
    {
        var indices = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        IReadOnlyList<ImageEntry> Entries(SplitPart part) => rows
            .Where(row => row.Part == part)
            .Select(row => new ImageEntry(row.Path, indices[row.Label], row.Sha256))
            .ToList();
        return new Manifest
        {
            Root = root,
            Classes = classes,
            Train = Entries(SplitPart.Train),
            Valid = Entries(SplitPart.Valid),
            Test = Entries(SplitPart.Test),
            Skipped = skipped.ConvertAll(row => new SkippedImage(row.Path, row.Reason)),
            Hash = ManifestHash.Compute(classes, rows),
        };
    }

    private static HarnessException Unreadable(ImageListing listing, List<SkippedRow> broken) => new(
        $"{broken.Count} of {listing.Images.Count} images in '{listing.Root}' cannot be used:"
            + string.Concat(broken.Select(row => $"{Environment.NewLine}    {row.Path} {row.Reason}")),
        "Replace or remove these files, or leave them out with --skip-unreadable; the report then counts them.");

    private static HarnessException WasMadeWithSkipping(string manifestPath, List<SkippedRow> skipped) => new(
        $"The manifest '{manifestPath}' leaves {skipped.Count} unreadable images out, but --skip-unreadable was not given.",
        $"Give --skip-unreadable again, or replace the files listed in '{SkippedPath(manifestPath)}' and delete '{manifestPath}'.");
}
