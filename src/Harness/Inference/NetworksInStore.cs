using Harness.Diagnostics;
using Harness.Files;
using Harness.Results;

namespace Harness.Inference;

/// <summary>Finds out which epochs of a store are the trained networks of results folders.</summary>
public static class NetworksInStore
{
    /// <summary>Looks at the results folders beside a store, and at those of their splits.</summary>
    /// <param name="store">The store's folder.</param>
    /// <returns>The keys of epochs that these folders name as networks of this store, by whatever path. A folder whose list cannot be read names none.</returns>
    public static IReadOnlySet<string> Beside(string store)
    {
        store = Path.TrimEndingDirectorySeparator(Path.GetFullPath(store));
        // The store may be named by a link that lies elsewhere than the store itself.
        var results = ((string?[])[Path.GetDirectoryName(store), Path.GetDirectoryName(RealPath.Of(store))]).OfType<string>().Distinct();
        return results.SelectMany(Folders).SelectMany(folder => Folders(folder).Prepend(folder)).SelectMany(folder => KeysOf(folder, store)).ToHashSet();
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
        var path = Path.Combine(folder, ResultFileNames.Models);
        if (!File.Exists(path)) return [];
        try
        {
            var listing = ModelJson.Read<ModelListing>(path, File.ReadAllText(path), string.Empty);
            return RealPath.AreSame(Path.GetFullPath(listing.Store, folder), store) ? listing.Models.Select(model => model.Key) : [];
        }
        catch (Exception exception) when (exception is HarnessException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
