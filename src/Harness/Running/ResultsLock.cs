using Harness.Diagnostics;

namespace Harness.Running;

/// <summary>Keeps two runs from writing one results folder. The operating system frees it when the process ends, however it ends.</summary>
public sealed class ResultsLock : IDisposable
{
    private readonly FileStream _file;

    private ResultsLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a results folder, which is made if it is not there.</summary>
    /// <param name="folder">The results folder.</param>
    /// <returns>The lock; disposing it frees the folder.</returns>
    /// <exception cref="HarnessException">Another run holds it, or the folder cannot be written.</exception>
    public static ResultsLock Take(string folder)
    {
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
            return new ResultsLock(new FileStream(
                Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw NotWritable(folder, exception);
        }
        catch (IOException exception)
        {
            throw new HarnessException(
                $"Another run is writing to '{folder}'.",
                "Wait until it has ended, or give this run a folder of its own with --out PATH.",
                exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static HarnessException NotWritable(string folder, Exception exception) =>
        new($"The results folder '{folder}' cannot be written: {exception.Message}", "Choose another with --out PATH.", exception);
}
