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
}
