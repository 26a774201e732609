using Harness.Diagnostics;

namespace Harness.Files;

/// <summary>A temporary folder of this process, where the system keeps such folders; removed when it is disposed.</summary>
internal sealed class ScratchFolder : IDisposable
{
    /// <summary>What to do if nothing can be written there.</summary>
    public static readonly string Remedy = $"Free some space there or check its permissions, or name another folder for temporary files in the environment variable {(OperatingSystem.IsWindows() ? "TMP" : "TMPDIR")}.";

    /// <summary>Makes the folder.</summary>
    /// <param name="prefix">What its name begins with.</param>
    /// <exception cref="HarnessException">It cannot be made.</exception>
    public ScratchFolder(string prefix)
    {
        try
        {
            Path = Directory.CreateTempSubdirectory(prefix).FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"The folder for temporary files, '{System.IO.Path.GetTempPath()}', cannot be written to: {exception.Message}", Remedy, exception);
        }
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>Removes the folder and its content, if possible.</summary>
    /// <remarks>Systems remove old files from there, too, and what is left does no harm: it is no reason to lose what was computed.</remarks>
    public void Dispose() => FileRemoval.DeleteIfPossible(Path);
}
