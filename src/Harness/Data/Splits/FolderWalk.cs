using System.IO.Enumeration;
using Harness.Files;

namespace Harness.Data.Splits;

/// <summary>Walks class folders: every real folder once, whatever links lead to it, and none that the system or, unless it is asked to, Harness has made (results with a report in any case).</summary>
/// <param name="root">The data folder, as a full path.</param>
/// <param name="options">Which folders are being written to, and what ends the walk.</param>
internal sealed class FolderWalk(string root, FolderListing options)
{
    // Thumbnails, deleted files and the like, as Synology, macOS, Windows, QNAP and Linux keep them next to users' files.
    private static readonly string[] SystemFolders = ["@eaDir", "__MACOSX", "#recycle", "#snapshot", "@Recycle", "$RECYCLE.BIN", "System Volume Information", "lost+found"];
    private static readonly EnumerationOptions Everything = new() { IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None };

    /// <summary>The data folder, as a full path.</summary>
    public string Root { get; } = root;

    private const int FilesBetweenReports = 10_000;

    private readonly string _root = RealPath.Of(root) + Path.DirectorySeparatorChar;
    private readonly List<string> _own = [];
    private readonly List<string> _undecodable = [];
    private readonly HashSet<string> _repeated = new(StringComparer.Ordinal);
    private int _files;

    /// <summary>Folders that were skipped because Harness has written them in an earlier run, as full paths.</summary>
    public IReadOnlyList<string> Own => _own;

    /// <summary>Folders whose names are not valid UTF-8, as full paths with a replacement character for what cannot be read.</summary>
    public IReadOnlyList<string> Undecodable => _undecodable;

    /// <summary>How many links were not followed because they lead into the data folder, where everything is listed anyway, or above it.</summary>
    public int RepeatedLinks => _repeated.Count;

    /// <summary>The sub-folders of a folder that images may be in.</summary>
    /// <param name="folder">A full path.</param>
    /// <returns>Their names and whether they are links.</returns>
    public List<(string Name, bool IsLink)> Folders(string folder)
    {
        options.Cancellation.ThrowIfCancellationRequested();
        // Folders of OneDrive have the attribute too, and are not links.
        var all = new FileSystemEnumerable<(string Name, bool IsLink)>(
            folder, static (ref FileSystemEntry entry) => (entry.FileName.ToString(), (entry.Attributes & FileAttributes.ReparsePoint) != 0 && entry.ToFileSystemInfo().LinkTarget is not null), Everything)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => entry.IsDirectory,
        };
        return all.Where(found => !found.Name.StartsWith('.') && !SystemFolders.Contains(found.Name, StringComparer.OrdinalIgnoreCase)
            && MayHoldImages(Path.Combine(folder, found.Name), found.IsLink)).ToList();
    }

    /// <summary>The files of a folder.</summary>
    /// <param name="folder">A full path.</param>
    /// <returns>Their names, except those that begin with a dot.</returns>
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", Everything).Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.'));

    /// <summary>The files in a folder and everywhere below it.</summary>
    /// <param name="root">A full path.</param>
    /// <param name="prefix">The beginning of every path.</param>
    /// <returns>Their paths relative to the folder, with forward slashes, after the prefix.</returns>
    public List<string> FilesBelow(string root, string prefix = "")
    {
        var found = new List<string>();
        Walk(root, prefix, RealPath.Of(root), [], found);
        return found;
    }

    // Into the data folder, or to it, or to a folder that it is in: through such a link the images of one class would be found in another.
    private bool LeadsBack(string real) => real.StartsWith(_root, RealPath.Comparison) || _root.StartsWith(real, RealPath.Comparison);

    private void Walk(string folder, string prefix, string real, HashSet<string> visited, List<string> found)
    {
        if (!visited.Add(real)) return;
        foreach (var name in Files(folder))
        {
            found.Add(prefix + name);
            if (++_files % FilesBetweenReports == 0) Report();
        }
        foreach (var (name, isLink) in Folders(folder))
        {
            var path = Path.Combine(folder, name);
            Walk(path, $"{prefix}{name}/", isLink ? RealPath.Of(path) : Path.Combine(real, name), visited, found);
        }
    }

    private void Report()
    {
        options.Cancellation.ThrowIfCancellationRequested();
        options.Found?.Report(_files);
    }

    private bool MayHoldImages(string path, bool isLink)
    {
        if (isLink && LeadsBack(RealPath.Of(path) + Path.DirectorySeparatorChar))
        {
            _repeated.Add(path);
            return false;
        }
        if (FileNames.IsUndecodable(path))
        {
            _undecodable.Add(path);
            return false;
        }
        if (!(options.ListsOwn ? OwnFolders.HoldReport(path) : OwnFolders.Contain(path, options.Written))) return true;
        _own.Add(path);
        return false;
    }
}
