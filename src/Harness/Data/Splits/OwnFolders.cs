using Harness.Data.Manifests;
using Harness.Files;
using Harness.Results;

namespace Harness.Data.Splits;

/// <summary>Distinguishes folders that Harness has written from those of a user: charts of an earlier run are not classes.</summary>
internal static class OwnFolders
{
    private const string StoreName = "store";
    private const string FolderOfStore = "incoming";
    private static readonly string[] ReportFiles = [ResultFileNames.Run, ResultFileNames.ComparisonCsv];
    private static readonly string[] FilesOfDrawnImages = ["dataset.json", "SHA256SUMS"];

    /// <summary>Whether a folder is one of Harness's.</summary>
    /// <param name="folder">Its full path.</param>
    /// <param name="written">The folders that are being written to, as full paths.</param>
    /// <returns>Whether it is one of these, or holds what results folders, stores or drawn images hold.</returns>
    public static bool Contain(string folder, IReadOnlyList<string> written) =>
        IsOneOf(folder, written) || HoldResults(folder) || FilesOfDrawnImages.All(name => File.Exists(Path.Combine(folder, name)));

    /// <summary>Whether a folder holds what results folders or stores hold. A manifest may be beside a user's images, too.</summary>
    /// <param name="folder">Its full path.</param>
    /// <returns>Whether it does.</returns>
    public static bool HoldResults(string folder) =>
        IsManifest(Path.Combine(folder, ResultFileNames.Manifest))
        || (Path.GetFileName(folder) == StoreName && Directory.Exists(Path.Combine(folder, FolderOfStore)));

    /// <summary>Whether a folder is that of a run's results, which has charts and pictures of its own.</summary>
    /// <param name="folder">Its full path.</param>
    /// <returns>Whether it is.</returns>
    public static bool HoldReport(string folder) => ReportFiles.All(name => File.Exists(Path.Combine(folder, name)));

    /// <summary>Whether a folder is one that is being written to, under any path.</summary>
    /// <param name="folder">Its full path.</param>
    /// <param name="written">The folders that are being written to, as full paths.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsOneOf(string folder, IReadOnlyList<string> written) => written.Any(path =>
        string.Equals(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), Path.GetFileName(folder), RealPath.Comparison) && RealPath.AreSame(path, folder));

    /// <summary>Whether a folder contains one of some others.</summary>
    /// <param name="folder">Its full path.</param>
    /// <param name="others">The others, as full paths.</param>
    /// <returns>Whether it does.</returns>
    public static bool LiesAbove(string folder, IEnumerable<string> others) => others.Any(path => RealPath.IsBelow(path, folder));

    /// <summary>Whether a file is a manifest: one of this name may be a user's own.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>Whether it is; false if it cannot be read, too.</returns>
    public static bool IsManifest(string path)
    {
        try
        {
            return File.Exists(path) && File.ReadLines(path).FirstOrDefault() == ManifestFile.Header;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
