using Harness.Diagnostics;
using Harness.Files;

namespace Harness.Reporting;

/// <summary>Writes and removes the files of a report.</summary>
internal static class ResultFile
{
    private const string Remedy =
        "Free some disk space, or close the program that holds the file and check that its folder is writable, or choose another results folder. "
        + "Nothing that was trained is lost: the report can be made again without training.";

    private const string RemovalRemedy = "It belongs to an earlier report: close the program that holds it, or remove it by hand.";

    /// <summary>Writes a file completely or not at all.</summary>
    /// <param name="path">Where to write the file; missing folders are created, an existing file is replaced.</param>
    /// <param name="write">Writes to the path that it is given, which has the same ending.</param>
    /// <exception cref="HarnessException">The file cannot be written; what was there is unchanged.</exception>
    public static void Write(string path, Action<string> write) => AtomicFile.Write(path, Remedy, write);

    /// <summary>Removes a file that an earlier report wrote and this one has nothing for.</summary>
    /// <param name="path">The file, which need not exist.</param>
    /// <exception cref="HarnessException">The file is there and cannot be removed.</exception>
    public static void Remove(string path) => FileRemoval.Delete(path, RemovalRemedy);

    /// <summary>Removes a folder of an earlier report unless something is left in it.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="HarnessException">The folder is empty and cannot be removed.</exception>
    public static void RemoveEmptyFolder(string path) => FileRemoval.Delete(path, RemovalRemedy, () =>
    {
        if (!Directory.EnumerateFileSystemEntries(path).Any()) Directory.Delete(path);
    });

    /// <summary>Removes the charts of an earlier report, and their folder unless something is left in it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="keep">The names of those that stay, without their endings.</param>
    /// <exception cref="HarnessException">One cannot be removed.</exception>
    public static void RemoveOtherCharts(string path, IReadOnlySet<string> keep) => FileRemoval.Delete(path, RemovalRemedy, () =>
    {
        if (!Directory.Exists(path)) return;
        foreach (var file in Directory.GetFiles(path).Where(file => Path.GetExtension(file) is ".png" or ".svg" && !keep.Contains(Path.GetFileNameWithoutExtension(file)))) File.Delete(file);
        if (!Directory.EnumerateFileSystemEntries(path).Any()) Directory.Delete(path);
    });
}
