namespace Harness.Setup.Building;

/// <summary>What the program is built from.</summary>
internal static class SourceFiles
{
    /// <summary>Whether anything in <c>src</c>, a folder too, or a <c>Directory.*</c> file has changed after a time.</summary>
    public static bool AnyNewerThan(string root, DateTime timeUtc)
    {
        var source = new DirectoryInfo(Path.Combine(root, "src"));
        return source.EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Concat(new DirectoryInfo(root).EnumerateFiles("Directory.*"))
            .Any(item => item.LastWriteTimeUtc > timeUtc);
    }
}
