using Harness.Diagnostics;

namespace Harness.Files;

/// <summary>Removes what is no longer needed.</summary>
internal static class FileRemoval
{
    /// <summary>Removes a file, or a folder with all that is in it. What cannot be removed stays: another user's, one that is open on Windows, or one that NFS keeps for
    /// a process that has it open.</summary>
    /// <param name="path">The file or folder, which need not exist.</param>
    public static void DeleteIfPossible(string path)
    {
        try
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
            else File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Space that is not freed is no reason to stop a run, and an error that led here is the one to report.
        }
    }

    /// <summary>Removes a file that would mislead if it stayed.</summary>
    /// <param name="path">The file, which need not be there, nor its folder.</param>
    /// <param name="remedy">What the user can do when it cannot be removed.</param>
    /// <exception cref="HarnessException">There is something of this name, and it cannot be removed.</exception>
    public static void Delete(string path, string remedy) => Delete(path, remedy, () =>
    {
        if (Path.Exists(path)) File.Delete(path);
    });

    /// <summary>Removes several things that would mislead if they stayed.</summary>
    /// <param name="path">What they are, for the message: a file or folder.</param>
    /// <param name="remedy">What the user can do when one cannot be removed.</param>
    /// <param name="delete">Removes them.</param>
    /// <exception cref="HarnessException">One cannot be removed.</exception>
    public static void Delete(string path, string remedy, Action delete)
    {
        try
        {
            delete();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"'{path}' cannot be removed: {error.Message}", remedy, error);
        }
    }
}
