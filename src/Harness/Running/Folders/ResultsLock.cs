using Harness.Diagnostics;
using Harness.Files;
using Harness.Results;

namespace Harness.Running.Folders;

/// <summary>Keeps two runs from writing one results folder, whereas parts of one run share it. The operating system frees it when the process ends, however it ends.</summary>
public sealed class ResultsLock : IDisposable
{
    private readonly LockFile _file;
    private readonly IReadOnlyList<string> _madeFolders;

    private ResultsLock(LockFile file, IReadOnlyList<string> madeFolders)
    {
        _file = file;
        _madeFolders = madeFolders;
    }

    /// <summary>Takes the lock of a results folder, which is created if it does not exist.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="isShared">Whether others may hold it at the same time that share it, too.</param>
    /// <returns>The lock; disposing it frees the folder, and removes it, and those above it, if they were made here and nothing was written to them.</returns>
    /// <exception cref="HarnessException">Another run holds it, or the folder cannot be written.</exception>
    public static ResultsLock Take(string folder, bool isShared = false)
    {
        if (File.Exists(folder)) throw new HarnessException($"The results folder '{folder}' is a file.", "Name a folder with --out PATH.");
        var missing = Missing(folder).ToList();
        var path = Path.Combine(folder, ResultFileNames.Lock);
        try
        {
            Directory.CreateDirectory(folder);
            return new ResultsLock(isShared ? LockFile.Share(path) : LockFile.Take(path), missing);
        }
        catch (IOException exception) when (LockFile.IsHeld(exception))
        {
            throw new FolderInUseException(
                $"Another run is writing to '{folder}'.",
                "Wait until it has ended, or give this run its own folder with --out PATH.",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"The results folder '{folder}' cannot be written: {exception.Message}", "Choose another with --out PATH.", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        try
        {
            foreach (var folder in _madeFolders.TakeWhile(folder => !Directory.EnumerateFileSystemEntries(folder).Any())) Directory.Delete(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // An empty folder that stays does no harm.
        }
    }

    // The folder and those above it that do not exist.
    private static IEnumerable<string> Missing(string folder)
    {
        for (string? path = Path.GetFullPath(folder); path is not null && !Directory.Exists(path); path = Path.GetDirectoryName(path)) yield return path;
    }
}
