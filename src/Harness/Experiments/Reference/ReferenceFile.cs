using Harness.Diagnostics;
using Harness.Files;

namespace Harness.Experiments.Reference;

/// <summary>Changes files of the folder <c>experiments</c>.</summary>
internal static class ReferenceFile
{
    /// <summary>Changes a file; it is as before where something goes wrong.</summary>
    /// <param name="path">The file.</param>
    /// <param name="change">Makes the new text of the old one.</param>
    /// <exception cref="HarnessException">It cannot be read or written.</exception>
    public static void Change(string path, Func<string, string> change)
    {
        var text = change(Read(path));
        AtomicFile.Write(path, "Check its permissions, and close what holds it.", temporary => File.WriteAllText(temporary, text));
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"'{path}' cannot be read: {exception.Message}", "Name the folder 'experiments' of the repository, and check its permissions.", exception);
        }
    }
}
