using Harness.Diagnostics;

namespace Harness.Files;

/// <summary>Lists the content of a folder, which permissions or the disk may prevent.</summary>
public static class FolderContent
{
    /// <summary>Lists files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">Which files, with <c>*</c> and <c>?</c>.</param>
    /// <returns>Their paths, in ordinal order.</returns>
    /// <exception cref="HarnessException">The folder cannot be listed.</exception>
    public static IReadOnlyList<string> Files(string folder, string pattern = "*") => List(folder, () => Directory.GetFiles(folder, pattern));

    /// <summary>Lists folders.</summary>
    /// <param name="folder">The folder that they are in.</param>
    /// <param name="pattern">As in <see cref="Files"/>.</param>
    /// <returns>Their paths, in ordinal order.</returns>
    /// <exception cref="HarnessException">The folder cannot be listed.</exception>
    public static IReadOnlyList<string> Folders(string folder, string pattern = "*") => List(folder, () => Directory.GetDirectories(folder, pattern));

    /// <summary>Lists files for a guess at what was meant.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">As in <see cref="Files"/>.</param>
    /// <returns>Their paths, in ordinal order; none if the folder cannot be listed.</returns>
    public static IReadOnlyList<string> FilesIfPossible(string folder, string pattern)
    {
        try
        {
            return Files(folder, pattern);
        }
        catch (HarnessException)
        {
            return [];
        }
    }

    private static string[] List(string folder, Func<string[]> list)
    {
        try
        {
            var found = list();
            Array.Sort(found, StringComparer.Ordinal);
            return found;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"The folder '{folder}' cannot be listed: {exception.Message}", "Check its permissions and that its disk is available.", exception);
        }
    }
}
