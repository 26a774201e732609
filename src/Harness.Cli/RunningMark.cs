namespace Harness.Cli;

/// <summary>Holds a file beside the program open while it runs, so that a later build does not remove what it has yet to load.</summary>
internal static class RunningMark
{
    // As Harness.Setup calls it, which makes it.
    private const string Name = "running.lock";

    /// <summary>Opens the file.</summary>
    /// <param name="folder">The program's folder.</param>
    /// <returns>The open file; null if there is none, or it cannot be opened, as in a folder installed for all users.</returns>
    public static FileStream? Hold(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            return File.Exists(path) ? new(path, FileMode.Open, FileAccess.Read, FileShare.Read) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
