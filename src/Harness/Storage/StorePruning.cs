using Harness.Diagnostics;

namespace Harness.Storage;

/// <summary>Removes epochs from a store.</summary>
public static class StorePruning
{
    /// <summary>Removes what a rule chose, but for what a process has begun to use since.</summary>
    /// <param name="root">The store's folder.</param>
    /// <param name="epochs">What to remove.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="HarnessException">The store cannot be written; what was removed before stays so.</exception>
    public static IReadOnlyList<StoredEpoch> Remove(string root, IReadOnlyList<StoredEpoch> epochs) => StoreContents.Reading(root, layout =>
    {
        var uses = EpochUses.Read(layout);
        var removed = epochs.Where(epoch => !uses.Of(epoch.Key).IsNow).ToList();
        foreach (var epoch in removed) Remove(layout, epoch.Key);
        RemoveLists(layout, uses);
        return removed;
    });

    // By a rename first: to others an epoch is complete or absent.
    private static void Remove(StoreLayout layout, string key)
    {
        var aside = layout.NewIncoming();
        try
        {
            Directory.Move(layout.OfEpoch(key).Folder, aside);
            Directory.Delete(aside, recursive: true);
        }
        catch (IOException exception) when (StoredFiles.IsGone(exception))
        {
            // Another process removed it.
        }
    }

    // A list with nothing left is of no use.
    private static void RemoveLists(StoreLayout layout, EpochUses uses)
    {
        foreach (var (path, keys) in uses.Lists)
        {
            if (!keys.Any(key => uses.Of(key).IsNow || Directory.Exists(layout.OfEpoch(key).Folder))) File.Delete(path);
        }
        foreach (var mark in EpochUses.StaleMarks(layout))
            File.Delete(mark);
    }
}
