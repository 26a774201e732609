namespace Harness.Data.Splits;

/// <summary>Where a path leads when all links are followed, so that a folder is recognized however it is reached.</summary>
internal static class RealPath
{
    // As many as Linux follows.
    private const int MaximumLinks = 40;

    /// <summary>Follows all links.</summary>
    /// <param name="path">A full path.</param>
    /// <returns>A full path without links; of a circle of links the place at which following ended.</returns>
    public static string Of(string path)
    {
        var links = 0;
        return Follow(path, ref links);
    }

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
