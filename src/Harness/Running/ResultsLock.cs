using Harness.Diagnostics;

namespace Harness.Running;

/// <summary>Keeps two runs from writing one results folder. The operating system frees it when the process ends, however it ends.</summary>
public sealed class ResultsLock : IDisposable
{
    private readonly FileStream _file;
    private readonly IReadOnlyList<string> _madeFolders;

    private ResultsLock(FileStream file, IReadOnlyList<string> madeFolders)
    {
        _file = file;
        _madeFolders = madeFolders;
    }

    /// <summary>Takes the lock of a results folder, which is made if it is not there.</summary>
    /// <param name="folder">The results folder.</param>
    /// <returns>The lock; disposing it frees the folder, and removes it, and those above it, if they were made here and nothing was written to them.</returns>
    /// <exception cref="HarnessException">Another run holds it, or the folder cannot be written.</exception>
    public static ResultsLock Take(string folder)
    {
        if (File.Exists(folder)) throw new HarnessException($"The results folder '{folder}' is a file.", "Name a folder with --out PATH.");
        var missing = Missing(folder).ToList();
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(folder, exception);
        }
        try
        {
            return new ResultsLock(Open(Path.Combine(folder, ".lock")), missing);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw NotWritable(folder, exception);
        }
        catch (IOException exception) when (!IsHeldByAnother(exception))
        {
            throw NotWritable(folder, exception);
        }
        catch (IOException exception)
        {
            throw new FolderInUseException(
                $"Another run is writing to '{folder}'.",
                "Wait until it has ended, or give this run a folder of its own with --out PATH.",
                exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            // While it is still held, so that it is never another run's. Windows deletes it by itself on closing.
            if (!OperatingSystem.IsWindows()) File.Delete(_file.Name);
            _file.Dispose();
            foreach (var folder in _madeFolders.TakeWhile(folder => !Directory.EnumerateFileSystemEntries(folder).Any())) Directory.Delete(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A file or an empty folder that stays does no harm: the lock itself ends with the handle.
            _file.Dispose();
        }
    }

    // ERROR_SHARING_VIOLATION; EWOULDBLOCK of Linux and of macOS.
    private static bool IsHeldByAnother(IOException exception) => OperatingSystem.IsWindows() ? (exception.HResult & 0xFFFF) == 32 : exception.HResult is 11 or 35;

    // The folder and those above it, as far as they are not there.
    private static IEnumerable<string> Missing(string folder)
    {
        for (string? path = Path.GetFullPath(folder); path is not null && !Directory.Exists(path); path = Path.GetDirectoryName(path)) yield return path;
    }

    // Between opening and locking, the run that held the file may have deleted it: such a file would lock nothing.
    private static FileStream Open(string path)
    {
        while (true)
        {
            var file = new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
            if (File.GetLastWriteTimeUtc(file.SafeFileHandle) == File.GetLastWriteTimeUtc(path)) return file;
            file.Dispose();
        }
    }

    private static HarnessException NotWritable(string folder, Exception exception) =>
        new($"The results folder '{folder}' cannot be written: {exception.Message}", "Choose another with --out PATH.", exception);
}
