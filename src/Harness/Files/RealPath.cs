namespace Harness.Files;

/// <summary>Where a path leads when all links on the way are followed, so that the same folder is known by whatever way it is reached.</summary>
public static class RealPath
{
    // As many as Linux follows.
    private const int MaximumLinks = 40;

    /// <summary>How names are compared: on Windows and macOS, those that differ in upper and lower case only are usually the same.</summary>
    public static StringComparison Comparison => OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Follows all links.</summary>
    /// <param name="path">A full path.</param>
    /// <returns>A full path without links; of a circle of links the place at which following ended.</returns>
    public static string Of(string path)
    {
        var links = 0;
        return Follow(path, ref links);
    }

    /// <summary>Whether two paths lead to the same place.</summary>
    /// <param name="one">A full path.</param>
    /// <param name="other">Another.</param>
    /// <returns>Whether they do.</returns>
    public static bool AreSame(string one, string other) => string.Equals(Of(one), Of(other), Comparison);

    /// <summary>Whether a path leads to a place below a folder.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="folder">The full path of the folder.</param>
    /// <returns>Whether it does; false for the folder itself.</returns>
    public static bool IsBelow(string path, string folder)
    {
        var above = Of(folder);
        return Of(path).StartsWith(Path.EndsInDirectorySeparator(above) ? above : above + Path.DirectorySeparatorChar, Comparison);
    }

    /// <summary>Whether a path leads to a folder or to a place below it.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="folder">The full path of the folder.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsAtOrBelow(string path, string folder) => AreSame(path, folder) || IsBelow(path, folder);

    private static string Follow(string path, ref int links)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, part);
            real = new DirectoryInfo(next).LinkTarget is { } target && ++links <= MaximumLinks ? Follow(Path.GetFullPath(target, real), ref links) : next;
        }
        return real;
    }
}
