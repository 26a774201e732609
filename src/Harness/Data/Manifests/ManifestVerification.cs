using Harness.Data.Quality;
using Harness.Data.Splits;
using Harness.Diagnostics;

namespace Harness.Data.Manifests;

/// <summary>Holds a data folder to its manifest.</summary>
/// <param name="manifestPath">The manifest file, which is there.</param>
/// <param name="listing">The images that are there now.</param>
/// <param name="split">The rule that is asked for now.</param>
/// <param name="options">What is done about images that are not as they should be.</param>
internal sealed class ManifestVerification(string manifestPath, ImageListing listing, SplitSettings split, ManifestOptions options)
{
    private const string Since = "since the manifest was written";
    private const string WasChanged = "was changed " + Since;
    private const string WasRemoved = "was removed " + Since;
    private const string WasAdded = "was added " + Since;

    /// <summary>Reads the manifest and compares every image with it.</summary>
    /// <param name="inspector">Reads the images.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="HarnessException">The images differ from it, and the run is not to go on without those that do; or images have two labels.</exception>
    public Manifest Run(FileInspector inspector)
    {
        var rows = ManifestFile.Read(manifestPath);
        var skippedPath = ManifestStore.SkippedPath(manifestPath);
        var leftOut = File.Exists(skippedPath) ? ManifestFile.ReadSkipped(skippedPath) : [];
        var broken = leftOut.FindAll(row => !IsChange(row));
        if (broken.Count > 0 && !options.SkipUnreadable) throw WasMadeWithSkipping(skippedPath, broken);
        var classes = rows.Select(row => row.Label).Distinct().Order(StringComparer.Ordinal).ToList();

        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows) known[row.Path] = row.Sha256;
        foreach (var row in broken) known[row.Path] = row.Sha256;
        var paths = known.Keys.ToList();
        var isBroken = broken.Select(row => row.Path).ToHashSet(StringComparer.Ordinal);
        var changes = FindChanges(paths.Zip(inspector.Hash(paths)), known, isBroken).ToList();

        var differences = new ManifestDifferences();
        if (options.KeepSplit) leftOut = KeepSplit(skippedPath, broken, changes);
        else AddTo(differences, changes, leftOut.FindAll(IsChange), classes);
        differences.AddSplitChanges(rows, classes, split);
        differences.ThrowIfAny(manifestPath, listing.Root);
        return Made(rows, classes, leftOut);
    }

    private Manifest Made(List<ManifestRow> rows, List<string> classes, List<SkippedRow> leftOut)
    {
        var gone = leftOut.Where(IsChange).Select(row => row.Path).ToHashSet(StringComparer.Ordinal);
        var manifest = ManifestRow.Build(listing.Root, classes, rows.FindAll(row => !gone.Contains(row.Path)), leftOut);
        TwoLabels.Refuse(manifest, split);
        EnsureEveryClassIsLeft(manifest);
        // Found when every image was decoded, on the first run.
        var path = ManifestStore.NearCopiesPath(manifestPath);
        var near = File.Exists(path) ? ManifestFile.ReadNearCopies(path) : [];
        return manifest with { NearCopies = near.FindAll(copy => !gone.Contains(copy.Path) && !gone.Contains(copy.Original)) };
    }

    private static bool IsChange(SkippedRow row) => row.Reason is WasChanged or WasRemoved or WasAdded;

    private IEnumerable<SkippedRow> FindChanges(IEnumerable<(string Path, FileInspection Found)> images, Dictionary<string, string> known, HashSet<string> isBroken)
    {
        foreach (var (path, found) in images)
        {
            // One that was left out may be gone, and one that could not even be read then has no hash to compare.
            if (isBroken.Contains(path) && (found.IsMissing || known[path].Length == 0)) continue;
            if (found.IsMissing) yield return new(path, WasRemoved, string.Empty);
            else if (found.Problem is { } problem) yield return new(path, problem, string.Empty);
            else if (found.Sha256 != known[path]) yield return new(path, WasChanged, found.Sha256);
        }
        foreach (var image in listing.Images.Where(image => !known.ContainsKey(image.Path))) yield return new(image.Path, WasAdded, string.Empty);
    }

    // What was left out before for the same reason, with the same bytes, is no news.
    private void AddTo(ManifestDifferences differences, List<SkippedRow> changes, List<SkippedRow> accepted, List<string> classes)
    {
        var news = changes.FindAll(change => !accepted.Contains(change));
        differences.Add("new classes", listing.Classes.Except(classes).Where(name => news.Exists(change => change.Reason == WasAdded && change.Path.Contains(name + "/", StringComparison.Ordinal))));
        differences.Add("missing classes", classes.Except(listing.Classes));
        differences.Add("changed images", news.Where(change => change.Reason == WasChanged).Select(change => change.Path));
        differences.Add("missing images", news.Where(change => change.Reason == WasRemoved).Select(change => change.Path));
        differences.Add("unreadable images", news.Where(change => !IsChange(change)).Select(change => $"{change.Path} {change.Reason}"));
        differences.Add("new images", news.Where(change => change.Reason == WasAdded).Select(change => change.Path));
    }

    private static List<SkippedRow> KeepSplit(string skippedPath, List<SkippedRow> broken, List<SkippedRow> changes)
    {
        // A file that can no longer be read is a changed one, too.
        var changed = changes.ConvertAll(change => IsChange(change) ? change : change with { Reason = WasChanged });
        var paths = changed.Select(row => row.Path).ToHashSet(StringComparer.Ordinal);
        List<SkippedRow> leftOut = [.. broken.Where(row => !paths.Contains(row.Path)), .. changed];
        leftOut.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        if (leftOut.Count > 0) ManifestFile.WriteSkipped(skippedPath, leftOut);
        else File.Delete(skippedPath);
        return leftOut;
    }

    private void EnsureEveryClassIsLeft(Manifest manifest)
    {
        var gone = manifest.Classes.Index()
            .Where(item => !manifest.Train.Any(image => image.ClassIndex == item.Index) || !manifest.Valid.Any(image => image.ClassIndex == item.Index))
            .Select(item => $"'{item.Item}'").ToList();
        if (gone.Count == 0) return;
        throw new HarnessException(
            $"Without the images of the manifest '{manifestPath}' that were changed or removed, these classes have none left to train on or to validate: {string.Join(", ", gone)}.",
            $"Restore the images, or delete '{manifestPath}' to split those that are there now; results are then not comparable with older ones.");
    }

    private HarnessException WasMadeWithSkipping(string skippedPath, List<SkippedRow> skipped) => new(
        $"The manifest '{manifestPath}' leaves {skipped.Count} unreadable images out, but --skip-unreadable was not given.",
        $"Give --skip-unreadable again, or replace the files listed in '{skippedPath}' and delete '{manifestPath}'.");
}
