using Harness.Diagnostics;

namespace Harness.Inference;

/// <summary>Finds out which epochs of a store are the trained networks of results folders.</summary>
public static class NetworksInStore
{
    /// <summary>Looks at the results folders beside a store, and at those of their splits.</summary>
    /// <param name="store">The store's folder.</param>
    /// <returns>The keys of epochs that these folders name as networks of this store. A folder whose list cannot be read names none.</returns>
    public static IReadOnlySet<string> Beside(string store)
    {
        store = Path.TrimEndingDirectorySeparator(Path.GetFullPath(store));
        var results = Path.GetDirectoryName(store)!;
        return Folders(results).SelectMany(folder => Folders(folder).Prepend(folder)).SelectMany(folder => KeysOf(folder, store)).ToHashSet();
    }

    private static IEnumerable<string> Folders(string folder)
    {
        try
        {
            return Directory.GetDirectories(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<string> KeysOf(string folder, string store)
    {
        var path = Path.Combine(folder, ModelListing.FileName);
        if (!File.Exists(path)) return [];
        try
        {
            var listing = ModelJson.Read<ModelListing>(path, File.ReadAllText(path), string.Empty);
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(listing.Store, folder)) == store ? listing.Models.Select(model => model.Key) : [];
        }
        catch (Exception exception) when (exception is HarnessException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
