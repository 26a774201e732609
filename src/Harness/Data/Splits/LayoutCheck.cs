using Harness.Diagnostics;

namespace Harness.Data.Splits;

/// <summary>Refuses folders that would be classes but, by their names or contents, are something else.</summary>
/// <param name="root">The data folder.</param>
/// <param name="classes">Its class folders: the name and the sub-folders of each.</param>
internal sealed class LayoutCheck(string root, IReadOnlyList<(string Name, IReadOnlyList<string> Folders)> classes)
{
    private const string Insist = "If these folders really are classes, add 'layout: classes' to the suite's split.";

    /// <summary>Checks the folders.</summary>
    /// <exception cref="HarnessException">They look like a split, or one of them like a second copy of the images.</exception>
    public void Run()
    {
        RefuseSplit();
        RefuseCopy();
        RefuseSameFolders();
    }

    private void RefuseSplit()
    {
        var parts = PartNames.Of(classes.Select(found => found.Name));
        if (parts is not { Train: { } train, Held: { } held }) return;
        if (!classes.All(found => PartNames.IsOne(found.Name)) && !HoldTheSame(train, held)) return;
        var test = parts.Test is { } folder ? $", test: {folder}" : "";
        throw new HarnessException(
            $"In '{root}' the folders '{train}' and '{held}' look like a split, not like classes.",
            $"Say so in the suite: split: {{ rule: folders, train: {train}, valid: {held}{test} }}. {Insist}");
    }

    // An archive that was unpacked twice, once inside the other copy.
    private void RefuseCopy()
    {
        var names = classes.Select(found => found.Name).ToHashSet();
        foreach (var (name, folders) in classes)
        {
            // An archive that was unpacked into a folder of its own name is not a copy: cats/cats/1.jpg.
            var copied = folders.Where(folder => folder != name && names.Contains(folder)).ToList();
            if (copied.Count < Math.Min(2, classes.Count - 1) || copied.Count == 0) continue;
            throw new HarnessException(
                $"In '{root}' the folder '{name}' holds folders named like classes ({string.Join(", ", copied.Take(5).Select(folder => $"'{folder}'"))}): it looks like a second copy of the images.",
                $"Move it elsewhere, or sort its images into the class folders. {Insist}");
        }
    }

    private void RefuseSameFolders()
    {
        var shared = classes[0].Folders.ToHashSet();
        if (shared.Count < 2 || !classes.All(found => shared.SetEquals(found.Folders))) return;
        var names = string.Join(", ", shared.Order(StringComparer.Ordinal).Take(5).Select(folder => $"'{folder}'"));
        throw new HarnessException(
            $"In '{root}' every folder holds the same folders ({names}): are these the classes, and '{classes[0].Name}' and '{classes[1].Name}' parts of a split?",
            $"If so, say so in the suite: split: {{ rule: folders, train: {classes[0].Name}, valid: {classes[1].Name} }}. {Insist}");
    }

    private bool HoldTheSame(string one, string other) => FoldersOf(one) is { Count: > 0 } folders && folders.SetEquals(FoldersOf(other));

    private HashSet<string> FoldersOf(string name) => [.. classes.First(found => found.Name == name).Folders];
}
