using Harness.Data.Manifests;

namespace Harness.Data.Splits;

/// <summary>Tells folders that the harness has written from those of a user: charts of an earlier run are no class.</summary>
internal static class OwnFolders
{
    private const string Manifest = "manifest.csv";
    private const string StoreName = "store";
    private const string FolderOfStore = "incoming";

    /// <summary>Whether a folder is one of the harness's.</summary>
    /// <param name="folder">Its full path.</param>
    /// <param name="written">The folders that are being written to, as full paths.</param>
    /// <returns>Whether it is one of these, or holds what results folders or stores hold.</returns>
    public static bool Contain(string folder, IReadOnlyList<string> written) =>
        written.Any(path => IsSame(path, folder))
        || IsManifest(Path.Combine(folder, Manifest))
        || (Path.GetFileName(folder) == StoreName && Directory.Exists(Path.Combine(folder, FolderOfStore)));

    /// <summary>Whether a folder lies above one that is being written to.</summary>
    /// <param name="folder">Its full path.</param>
    /// <param name="written">The folders that are being written to, as full paths.</param>
    /// <returns>Whether it does.</returns>
    public static bool LiesAbove(string folder, IReadOnlyList<string> written) =>
        written.Any(path => path.StartsWith(folder + Path.DirectorySeparatorChar, PathComparison));

    private static StringComparison PathComparison => OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    // A file of this name may be a user's own.
    private static bool IsManifest(string path) => File.Exists(path) && File.ReadLines(path).FirstOrDefault() == ManifestFile.Header;

    private static bool IsSame(string a, string b) => string.Equals(Path.TrimEndingDirectorySeparator(a), b, PathComparison);
}
