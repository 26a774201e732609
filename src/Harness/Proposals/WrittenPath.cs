namespace Harness.Proposals;

/// <summary>How a suite names a file or folder.</summary>
internal static class WrittenPath
{
    // Further up, a relative path says less than a full one, and breaks as easily.
    private const int MostUp = 2;

    /// <summary>The path as it is written.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="folder">The folder of the suite, as a full path.</param>
    /// <returns>Relative if both are near each other, so that they can be moved together; otherwise the full path.</returns>
    public static string Of(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        if (Path.IsPathRooted(relative)) return path;
        var parts = relative.Split(Path.DirectorySeparatorChar);
        var up = parts.Count(part => part == "..");
        if (up > MostUp || Ancestor(folder, up) == Path.GetPathRoot(folder)) return path;
        // What is read back is trimmed.
        var written = string.Join('/', parts);
        if (char.IsWhiteSpace(written[0])) written = $"./{written}";
        return char.IsWhiteSpace(written[^1]) ? $"{written}/" : written;
    }

    private static string? Ancestor(string folder, int up) => Enumerable.Range(0, up).Aggregate((string?)Path.TrimEndingDirectorySeparator(folder), (path, _) => Path.GetDirectoryName(path));
}
