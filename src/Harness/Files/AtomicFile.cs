using Harness.Diagnostics;

namespace Harness.Files;

/// <summary>Writes files completely or not at all: neither a kill nor a full disk leaves half of one.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file beside its place and renames it into place.</summary>
    /// <param name="path">Where to write the file; missing folders are created, an existing file is replaced.</param>
    /// <param name="remedy">What the user can do when it cannot be written.</param>
    /// <param name="write">Writes to the path that it is given, which has the same ending.</param>
    /// <exception cref="HarnessException">The file cannot be written, or has the path of a disk; what was there is unchanged.</exception>
    public static void Write(string path, string remedy, Action<string> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? throw new HarnessException($"'{path}' is a folder.", "Name a file in it.");
        // One name per file instead of a random one: what a kill leaves behind is overwritten the next time.
        var temporary = Path.Combine(folder, $".partial-{Path.GetFileName(path)}");
        try
        {
            Directory.CreateDirectory(folder);
            write(temporary);
            FlushToDisk(temporary);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"Cannot write '{path}': {error.Message}", remedy, error);
        }
        finally
        {
            // A leftover is replaced by the next writing.
            FileRemoval.DeleteIfPossible(temporary);
        }
    }

    // Renaming before the bytes are on the disk could leave an empty file after a power cut.
    private static void FlushToDisk(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }
}
