namespace Harness.Setup.Building;

/// <summary>Determines whether a program still runs from its folder: it holds a file there open until it ends, however it ends.</summary>
internal static class RunningPrograms
{
    /// <summary>The name of the file. Harness.Cli opens it when it starts.</summary>
    public const string MarkName = "running.lock";

    /// <summary>Makes the file.</summary>
    /// <param name="folder">The folder of a program that was just built.</param>
    public static void Prepare(string folder) => File.WriteAllText(Path.Combine(folder, MarkName), "");

    /// <summary>Whether a program runs from a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Whether a process holds the file; false if there is none.</returns>
    public static bool Any(string folder)
    {
        var mark = Path.Combine(folder, MarkName);
        if (!File.Exists(mark)) return false;
        try
        {
            using var held = new FileStream(mark, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
