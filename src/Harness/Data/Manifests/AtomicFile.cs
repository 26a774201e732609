using Harness.Diagnostics;

namespace Harness.Data.Manifests;

/// <summary>Writes a file so that it is there whole or not at all, whatever happens in between.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file, replacing one that is there.</summary>
    /// <param name="path">Where to; its folder is made.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="HarnessException">The file cannot be written, for example on a full disk; what was there before is untouched.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
            {
                write(stream);
                // Renaming before the bytes are on the disk could leave an empty file after a power cut.
                stream.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Remove(unfinished);
            throw new HarnessException(
                $"Cannot write '{path}': {exception.Message}", "Make room on the disk, or choose another folder to write to.", exception);
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The error that is about to be reported says more than this one would.
        }
    }
}
