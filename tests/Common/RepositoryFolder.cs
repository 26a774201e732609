namespace Harness.TestSupport;

/// <summary>Finds files of the repository from wherever the tests run.</summary>
internal static class RepositoryFolder
{
    public static string Path(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Harness.sln"))) return System.IO.Path.Combine([folder.FullName, .. parts]);
        }
        throw new DirectoryNotFoundException("The tests do not run below the folder of Harness.sln.");
    }

    /// <summary>The shipped files of a folder below <c>experiments</c>, in ordinal order.</summary>
    public static IEnumerable<string> Experiments(string folder) =>
        Directory.EnumerateFiles(Path("experiments", folder), "*.yaml").Order(StringComparer.Ordinal);
}
