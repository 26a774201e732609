namespace Harness.TestSupport;

/// <summary>Finds the folder of shared material beside the repository; a user has none, so tests that need it skip.</summary>
internal static class SharedFolder
{
    public const string Missing = "The folder 'shared' beside the repository (or HARNESS_SHARED) is not there.";

    /// <summary>The path of something in the shared folder, or null if it is missing.</summary>
    public static string? Find(params string[] parts)
    {
        var root = Environment.GetEnvironmentVariable("HARNESS_SHARED") ?? Beside(AppContext.BaseDirectory);
        if (root is null) return null;
        var path = Path.Combine([root, .. parts]);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    private static string? Beside(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Harness.sln")))
                return Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared"));
        }
        return null;
    }
}
