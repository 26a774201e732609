using System.Text.Json;

namespace Harness.Tests.Models.Fixtures;

/// <summary>The files beside this one, found from the test's binaries up.</summary>
internal static class Fixture
{
    public static string Path(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = System.IO.Path.Combine(folder.FullName, "tests", "Harness.Tests", "Models", "Fixtures", name);
            if (File.Exists(path)) return path;
        }
        throw new FileNotFoundException($"The fixture {name} is missing.");
    }

    public static JsonElement Json(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path(name)));
        return document.RootElement.Clone();
    }
}
