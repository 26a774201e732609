using Harness.Diagnostics;

namespace Harness.Reporting;

/// <summary>Writes files of a report whole or not at all.</summary>
internal static class ResultFile
{
    /// <summary>Writes a file beside its place and renames it into place, so that neither a kill nor a full disk leaves half of it.</summary>
    /// <param name="path">Where the file is to be; missing folders are made, a file that is there is replaced.</param>
    /// <param name="write">Writes to the path that it is given, which has the same ending.</param>
    /// <exception cref="HarnessException">The file cannot be written; what was there is unchanged.</exception>
    public static void Write(string path, Action<string> write)
    {
        // One name per file and not a random one: what a kill leaves behind is overwritten by the next report.
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".partial-{Path.GetFileName(path)}");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            write(temporary);
            FlushToDisk(temporary);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            DeleteIfPossible(temporary);
            throw new HarnessException(
                $"Cannot write '{path}': {error.Message}",
                "Make room on the disk, or close what holds the file and check that its folder may be written, or choose another results "
                + "folder. Nothing that was trained is lost: the report can be made again without training.",
                error);
        }
    }

    /// <summary>Removes a file that an earlier report wrote and this one has nothing for.</summary>
    /// <param name="path">The file, which need not be there.</param>
    /// <exception cref="HarnessException">The file is there and cannot be removed.</exception>
    public static void Remove(string path)
    {
        try
        {
            if (File.Exists(path)) File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException(
                $"Cannot remove '{path}', which is of an earlier report: {error.Message}",
                "Close what holds it, or remove it by hand.",
                error);
        }
    }

    // Renaming first and writing later, as file systems may, could leave an empty file when the power goes.
    private static void FlushToDisk(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    private static void DeleteIfPossible(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The error that brought us here is the one to report.
        }
    }
}
