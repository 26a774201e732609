using Harness.Data.Splits;
using Harness.Diagnostics;

namespace Harness.Data.Manifests;

/// <summary>Collects all differences between a manifest and the images that exist, and reports them at once.</summary>
internal sealed class ManifestDifferences
{
    private const int Shown = 20;
    private readonly List<(string Kind, List<string> Items)> _kinds = [];

    /// <summary>Notes differences of one kind.</summary>
    /// <param name="kind">What differs: <c>changed images</c>.</param>
    /// <param name="items">The items that differ; nothing is noted if there are none.</param>
    public void Add(string kind, IEnumerable<string> items)
    {
        var list = items.ToList();
        if (list.Count > 0) _kinds.Add((kind, list));
    }

    /// <summary>Stops the run when anything differs.</summary>
    /// <param name="manifestPath">The manifest file.</param>
    /// <param name="root">The data folder.</param>
    /// <param name="canGoOn">Whether a run could continue without the images that differ.</param>
    /// <exception cref="HarnessException">Something was noted.</exception>
    public void ThrowIfAny(string manifestPath, string root, bool canGoOn)
    {
        if (_kinds.Count == 0) return;
        var lines = _kinds.SelectMany(kind => Lines(kind.Kind, kind.Items));
        throw new HarnessException(
            $"The images in '{root}' are not those of the manifest '{manifestPath}':" + string.Concat(lines.Select(line => Environment.NewLine + line)),
            "Restore the images and settings; "
                + (canGoOn ? "or continue with the images that are still the same, in their old split, with --keep-split; " : "")
                + $"or delete '{manifestPath}' to split those that are there now: results are then not comparable with older ones.");
    }

    /// <summary>Compares the splits that a manifest records with those that its images would now get.</summary>
    /// <param name="rows">The manifest, in ordinal order of paths.</param>
    /// <param name="classes">Its classes.</param>
    /// <param name="split">The current rule.</param>
    /// <returns>Whether they differ.</returns>
    public bool AddSplitChanges(IReadOnlyList<ManifestRow> rows, IReadOnlyList<string> classes, SplitSettings split)
    {
        var parts = TryAssign(rows, classes, split);
        var others = rows.Where((row, index) => parts is null || row.Part != parts[index]).Select(row => $"{row.Path} ({ManifestRow.Parts.NameOf(row.Part)})").ToList();
        var problem = parts is null ? "cannot split" : "would put into another split";
        Add($"images that {Splitter.Describe(split)} {problem} (the split rule was changed?)", others);
        return others.Count > 0;
    }

    // A new rule may be made for other images than those of the manifest. Advice to add images would then be wrong: they may be there already.
    private static SplitPart[]? TryAssign(IReadOnlyList<ManifestRow> rows, IReadOnlyList<string> classes, SplitSettings split)
    {
        var indices = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        try
        {
            return Splitter.Assign([.. rows.Select(row => new ListedImage(row.Path, indices[row.Label]))], classes, split, [.. rows.Select(row => row.Sha256)]);
        }
        catch (HarnessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Lines(string kind, List<string> items)
    {
        yield return $"  {items.Count} {kind}:";
        foreach (var item in items.Take(Shown)) yield return "    " + item;
        if (items.Count > Shown) yield return $"    … and {items.Count - Shown} more";
    }
}
