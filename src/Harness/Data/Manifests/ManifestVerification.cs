using Harness.Data.Quality;
using Harness.Data.Splits;
using Harness.Diagnostics;

namespace Harness.Data.Manifests;

/// <summary>Checks a data folder against its manifest.</summary>
/// <param name="manifestPath">The manifest file, which is there.</param>
/// <param name="listing">The images that exist now.</param>
/// <param name="split">The current rule.</param>
/// <param name="options">How to treat images that are not as they should be.</param>
internal sealed class ManifestVerification(string manifestPath, ImageListing listing, SplitSettings split, ManifestOptions options)
{
    private const string Since = "since the manifest was written";
    private const string WasChanged = "was changed " + Since;
    private const string WasRemoved = "was removed " + Since;
    private const string WasAdded = "was added " + Since;
    private const string WasRelabeled = "was given another class " + Since;

    private readonly string _skippedPath = ManifestStore.SkippedPath(manifestPath);

    /// <summary>Reads the manifest and compares every image with it.</summary>
    /// <param name="inspector">Reads the images.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="HarnessException">The images differ from it, and the run is not to continue without those that do; or images have two labels.</exception>
    public Manifest Run(FileInspector inspector)
    {
        var rows = ManifestFile.Read(manifestPath, listing.IsFromTable);
        var skipped = File.Exists(_skippedPath) ? ManifestFile.ReadSkipped(_skippedPath) : [];
        var broken = skipped.FindAll(row => !IsChange(row));
        if (broken.Count > 0 && !options.SkipUnreadable) throw WasMadeWithSkipping(broken);
        var classes = rows.Select(row => row.Label).Distinct().Order(StringComparer.Ordinal).ToList();
        var changes = FindChanges(rows, broken, inspector);

        // What an earlier run was told to leave out is not new; what has been restored since then is used again.
        var accepted = skipped.Where(IsChange).Select(row => row.Path).ToHashSet(StringComparer.Ordinal);
        var news = options.KeepSplit ? [] : changes.FindAll(change => !accepted.Contains(change.Path));
        var differences = new ManifestDifferences();
        AddTo(differences, news, classes);
        // What another rule splits differently is an error with --keep-split, too.
        var canGoOn = !differences.AddSplitChanges(rows, classes, split) && news.Count > 0 && !classes.Except(listing.Classes).Any();
        differences.ThrowIfAny(manifestPath, listing.Root, canGoOn);

        List<SkippedRow> leftOut = [.. broken.ExceptBy(changes.Select(change => change.Path), row => row.Path), .. changes.Select(AsChange)];
        leftOut.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        var manifest = Without(rows, classes, leftOut);
        // Last, so that a refused run decides nothing.
        if (options.KeepSplit) ManifestStore.WriteSkipped(manifestPath, leftOut);
        return manifest;
    }

    private Manifest Without(List<ManifestRow> rows, List<string> classes, List<SkippedRow> leftOut)
    {
        var gone = leftOut.Where(IsChange).Select(row => row.Path).ToHashSet(StringComparer.Ordinal);
        var manifest = ManifestRow.Build(listing, classes, rows.FindAll(row => !gone.Contains(row.Path)), leftOut);
        TwoLabels.Refuse(manifest, split);
        EnsureEveryClassIsLeft(manifest);
        // Found when every image was decoded, on the first run.
        var path = ManifestStore.NearCopiesPath(manifestPath);
        if (!File.Exists(path)) return ManifestStore.AreTooManyToCompare(rows, options) ? manifest with { ListingNotes = [NearCopies.NotLookedFor] } : manifest;
        return manifest with { NearCopies = ManifestFile.ReadNearCopies(path).FindAll(copy => !gone.Contains(copy.Path) && !gone.Contains(copy.Original)) };
    }

    private static bool IsChange(SkippedRow row) => row.Reason is WasChanged or WasRemoved or WasAdded or WasRelabeled;

    // A file that can no longer be read counts as changed.
    private static SkippedRow AsChange(SkippedRow row) => IsChange(row) ? row : row with { Reason = WasChanged };

    private List<SkippedRow> FindChanges(List<ManifestRow> rows, List<SkippedRow> broken, FileInspector inspector)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows) known[row.Path] = row.Sha256;
        foreach (var row in broken) known[row.Path] = row.Sha256;
        var isBroken = broken.Select(row => row.Path).ToHashSet(StringComparer.Ordinal);
        var paths = known.Keys.ToList();
        var changes = new List<SkippedRow>();
        foreach (var (path, found) in paths.Zip(inspector.Hash(paths)))
        {
            // An image that was left out may be gone, and one that could not even be read has no hash to compare.
            if (isBroken.Contains(path) && (found.IsMissing || known[path].Length == 0)) continue;
            if (found.IsMissing) changes.Add(new(path, WasRemoved, string.Empty));
            else if (found.Problem is { } problem) changes.Add(new(path, problem, string.Empty));
            else if (found.Sha256 != known[path]) changes.Add(new(path, WasChanged, found.Sha256));
        }
        if (listing.IsFromTable) AddRelabeled(rows, changes);
        changes.AddRange(listing.Images.Where(image => !known.ContainsKey(image.Path)).Select(image => new SkippedRow(image.Path, WasAdded, string.Empty)));
        return changes;
    }

    // An image that has lost its row counts as removed.
    private void AddRelabeled(List<ManifestRow> rows, List<SkippedRow> changes)
    {
        var labels = listing.Images.ToDictionary(image => image.Path, image => listing.Classes[image.ClassIndex], StringComparer.Ordinal);
        var changed = changes.Select(change => change.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => !changed.Contains(row.Path)))
        {
            if (!labels.TryGetValue(row.Path, out var label)) changes.Add(new(row.Path, WasRemoved, row.Sha256));
            else if (label != row.Label) changes.Add(new(row.Path, WasRelabeled, row.Sha256));
        }
    }

    private void AddTo(ManifestDifferences differences, List<SkippedRow> news, List<string> classes)
    {
        var added = news.Where(change => change.Reason == WasAdded).Select(change => change.Path).ToHashSet(StringComparer.Ordinal);
        var classesOfAdded = listing.Images.Where(image => added.Contains(image.Path)).Select(image => listing.Classes[image.ClassIndex]).ToHashSet(StringComparer.Ordinal);
        differences.Add("new classes", listing.Classes.Except(classes).Where(classesOfAdded.Contains));
        if (!options.KeepSplit) differences.Add("missing classes", classes.Except(listing.Classes));
        differences.Add("changed images", news.Where(change => change.Reason == WasChanged).Select(change => change.Path));
        differences.Add("images with another class in the table", news.Where(change => change.Reason == WasRelabeled).Select(change => change.Path));
        differences.Add("missing images", news.Where(change => change.Reason == WasRemoved).Select(change => change.Path));
        differences.Add("unreadable images", news.Where(change => !IsChange(change)).Select(change => $"{change.Path} {change.Reason}"));
        differences.Add("new images", added.Order(StringComparer.Ordinal));
    }

    private void EnsureEveryClassIsLeft(Manifest manifest)
    {
        List<IReadOnlyList<ImageEntry>> parts = [manifest.Train, manifest.Valid];
        if (split.HasTest) parts.Add(manifest.Test);
        var present = parts.ConvertAll(part => part.Select(image => image.ClassIndex).ToHashSet());
        var gone = manifest.Classes.Index().Where(item => present.Exists(classes => !classes.Contains(item.Index))).Select(item => $"'{item.Item}'").ToList();
        if (gone.Count == 0) return;
        throw new HarnessException(
            $"Without the images of the manifest '{manifestPath}' that were changed or removed, these classes have none left in a part of the split: {string.Join(", ", gone)}.",
            $"Restore the images, or delete '{manifestPath}' to split those that are there now; results are then not comparable with older ones.");
    }

    private HarnessException WasMadeWithSkipping(List<SkippedRow> skipped) => new(
        $"The manifest '{manifestPath}' leaves {skipped.Count} unreadable images out, but --skip-unreadable was not given.",
        $"Give --skip-unreadable again, or replace the files listed in '{_skippedPath}' and delete '{manifestPath}'.");
}
