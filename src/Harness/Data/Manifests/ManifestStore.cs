using Harness.Data.Quality;
using Harness.Data.Splits;
using Harness.Diagnostics;
using Harness.Files;

namespace Harness.Data.Manifests;

/// <summary>Makes the manifest of a data folder on the first run and checks the folder against it on every later one.</summary>
/// <remarks>
/// The first run reads, hashes, checks and decodes every image and names all broken ones at once. Later runs hash every image again. Images that are left
/// out are listed in a second file, <c>*.skipped.csv</c>, beside the manifest: broken ones, over which the split is not computed, so that its fractions
/// hold for what is trained on, and those that were changed, added or removed since, for which the manifest stays as it was.
/// </remarks>
public static class ManifestStore
{
    private const string RemovalRemedy = "Close what holds it, or delete it: it tells of images as they were before.";

    /// <summary>Reads and verifies a manifest, or writes it when there is none.</summary>
    /// <param name="manifestPath">The manifest file.</param>
    /// <param name="root">The data folder.</param>
    /// <param name="split">The split rule.</param>
    /// <param name="options">How to treat images that are not as they should be; null stops at them.</param>
    /// <param name="progress">Notified of how many files are read of how many, from several threads; null for none.</param>
    /// <param name="kept">Gets the images that the first run decodes; null for none.</param>
    /// <param name="cancellation">Ends the reading early; nothing is written then.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="HarnessException">The folder cannot be used, images are broken or have two labels, or they are not those of the manifest.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static Manifest LoadOrCreate(
        string manifestPath,
        string root,
        SplitSettings split,
        ManifestOptions? options = null,
        IProgress<(int Done, int Total)>? progress = null,
        CheckedImages? kept = null,
        CancellationToken cancellation = default)
    {
        options ??= ManifestOptions.Strict;
        // The second process uses what the first one writes, and need not decode the images again.
        using var held = AwaitWriting(manifestPath, options, cancellation);
        // Folders that once were classes stay classes.
        var listing = Splitter.List(root, split, new()
        {
            Written = options.Written,
            TrustsFolders = File.Exists(manifestPath),
            Classes = options.Classes,
            // Without a manifest, there is no split to keep.
            SkipsUnmatched = options.KeepSplit && File.Exists(manifestPath),
            Cancellation = cancellation,
        });
        var inspector = new FileInspector(listing.Root, progress, cancellation);
        var manifest = File.Exists(manifestPath)
            ? new ManifestVerification(manifestPath, listing, split, options).Run(inspector)
            : Create(manifestPath, listing, split, options, inspector, kept, cancellation);
        return manifest with { ListingNotes = [.. listing.Notes, .. manifest.ListingNotes, .. UnreadFiles.Describe(listing)] };
    }

    // If the folder does not exist or cannot be written, writing the manifest gives a better error.
    private static LockFile? AwaitWriting(string manifestPath, ManifestOptions options, CancellationToken cancellation)
    {
        var path = Path.GetFullPath(manifestPath);
        try
        {
            if (IsWritten() || Path.GetDirectoryName(path) is not { } folder) return null;
            var held = LockFile.Await(Path.Combine(folder, $".{Path.GetFileName(path)}.lock"), cancellation);
            if (!IsWritten()) return held;
            held.Dispose();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        // Where the split is kept, the list of what is left out of it is written each time.
        bool IsWritten() => File.Exists(path) && !options.KeepSplit;
    }

    /// <summary>The list of held-out images that show nearly the same as a training image.</summary>
    /// <param name="manifestPath">The manifest file.</param>
    /// <returns>The path of the file, which exists only if there are such images.</returns>
    internal static string NearCopiesPath(string manifestPath) => Path.ChangeExtension(manifestPath, ".near-copies.csv");

    /// <summary>The list of images that were left out.</summary>
    /// <param name="manifestPath">The manifest file.</param>
    /// <returns>The path of the file, which exists only if there are such images.</returns>
    internal static string SkippedPath(string manifestPath) => Path.ChangeExtension(manifestPath, ".skipped.csv");

    private static Manifest Create(
        string manifestPath, ImageListing listing, SplitSettings split, ManifestOptions options, FileInspector inspector, CheckedImages? kept, CancellationToken cancellation)
    {
        UnreadFiles.RefuseMost(listing);
        // A split that cannot work is found before gigabytes are read.
        Splitter.Assign(listing.Images, listing.Classes, split);
        var results = inspector.Check(listing.Images.Select(image => image.Path).ToList(), kept);
        var skipped = listing.Images.Zip(results)
            .Where(pair => pair.Second.Problem is not null)
            .Select(pair => new SkippedRow(pair.First.Path, pair.Second.Problem!, pair.Second.Sha256))
            // Names that are not valid UTF-8 can look the same.
            .DistinctBy(row => row.Path)
            .ToList();
        if (skipped.Count > 0 && !options.SkipUnreadable) throw Unreadable(listing, skipped);

        var good = listing.Images.Zip(results).Where(pair => pair.Second.Problem is null).ToList();
        var parts = Splitter.Assign(good.ConvertAll(pair => pair.First), listing.Classes, split, good.ConvertAll(pair => pair.Second.Sha256));
        var rows = good.Select((pair, index) =>
            new ManifestRow(pair.First.Path, listing.Classes[pair.First.ClassIndex], parts[index], pair.Second.Sha256)).ToList();
        var manifest = ManifestRow.Build(listing, listing.Classes, rows, skipped);
        TwoLabels.Refuse(manifest, split);
        kept?.Release(rows);
        // The manifest comes last: it must never exist without the list that explains its gaps.
        WriteSkipped(manifestPath, skipped);
        var near = AreTooManyToCompare(rows, options) ? null : FindNearCopies(rows, good.ConvertAll(pair => pair.Second.Fingerprint), cancellation);
        if (near is { Count: > 0 }) ManifestFile.WriteNearCopies(NearCopiesPath(manifestPath), near);
        else FileRemoval.Delete(NearCopiesPath(manifestPath), RemovalRemedy);
        ManifestFile.Write(manifestPath, rows);
        return near is null ? manifest with { ListingNotes = [NearCopies.NotLookedFor] } : manifest with { NearCopies = near };
    }

    /// <summary>Writes the list of images that are left out, or removes it if there are none.</summary>
    /// <param name="manifestPath">The manifest file.</param>
    /// <param name="skipped">In ordinal order of their paths.</param>
    /// <exception cref="HarnessException">The file cannot be written, or not be removed.</exception>
    internal static void WriteSkipped(string manifestPath, List<SkippedRow> skipped)
    {
        if (skipped.Count > 0) ManifestFile.WriteSkipped(SkippedPath(manifestPath), skipped);
        else FileRemoval.Delete(SkippedPath(manifestPath), RemovalRemedy);
    }

    /// <summary>Whether near copies are not searched for. It follows from the manifest alone, so that every run says so, not only the one that writes it.</summary>
    /// <param name="rows">The manifest.</param>
    /// <param name="options">Says how many pairs are too many.</param>
    /// <returns>Whether they are not.</returns>
    internal static bool AreTooManyToCompare(List<ManifestRow> rows, ManifestOptions options)
    {
        long trained = rows.Count(row => row.Part == SplitPart.Train);
        return trained * (rows.Count - trained) > options.MostPairs;
    }

    // Exact copies are counted separately.
    private static IReadOnlyList<CopiedImage> FindNearCopies(List<ManifestRow> rows, List<UInt128?> fingerprints, CancellationToken cancellation)
    {
        var known = rows.Zip(fingerprints).Where(pair => pair.Second is not null).ToList();
        var trained = rows.Where(row => row.Part == SplitPart.Train).Select(row => row.Sha256).ToHashSet();
        return NearCopies.Find(
            [.. known.Where(pair => pair.First.Part == SplitPart.Train).Select(pair => (pair.First.Path, pair.Second!.Value))],
            [.. known.Where(pair => pair.First.Part != SplitPart.Train && !trained.Contains(pair.First.Sha256)).Select(pair => (pair.First.Path, pair.Second!.Value))],
            cancellation);
    }

    private static HarnessException Unreadable(ImageListing listing, List<SkippedRow> broken) => new(
        $"{broken.Count} of {listing.Images.Count} images in '{listing.Root}' cannot be used:"
            + string.Concat(broken.Select(row => $"{Environment.NewLine}    {row.Path} {row.Reason}")),
        "Replace or remove these files, or leave them out with --skip-unreadable; the report then counts them."
            + (broken.Any(row => row.Reason == FileInspector.NotUtf8) ? " " + FileNames.RenameAdvice : ""));
}
