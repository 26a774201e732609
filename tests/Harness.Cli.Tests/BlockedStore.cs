using System.Globalization;

namespace Harness.Cli.Tests;

/// <summary>A store that takes no further epoch, whoever runs the test.</summary>
internal static class BlockedStore
{
    /// <summary>Puts a file where each folder of epochs would be that is not there yet.</summary>
    /// <param name="store">The store's folder, which exists.</param>
    public static void RefuseNewEpochs(string store)
    {
        foreach (var folder in Enumerable.Range(0, 256).Select(first => Path.Combine(store, first.ToString("x2", CultureInfo.InvariantCulture))))
            if (!Directory.Exists(folder)) File.WriteAllText(folder, "");
    }
}
