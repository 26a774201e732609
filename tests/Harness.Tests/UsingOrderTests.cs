using Harness.TestSupport;

namespace Harness.Tests;

/// <summary>Usings stand in the order in which <c>dotnet format</c> puts them, which the build and <c>dotnet format whitespace</c> do not look at.</summary>
public sealed class UsingOrderTests
{
    [Fact]
    public void SourceFiles_HaveTheirUsingsInOrder()
    {
        var files = new[] { "src", "tests" }.SelectMany(folder => Directory.GetFiles(RepositoryFolder.Path(folder), "*.cs", SearchOption.AllDirectories)).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(IsInOrder(Usings(file)), file));
    }

    private static List<string[]> Usings(string file) => File.ReadLines(file)
        .TakeWhile(line => line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith("using ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("using ", StringComparison.Ordinal))
        .Select(line => line["using ".Length..].TrimEnd(';').Split('.', ' '))
        .ToList();

    private static bool IsInOrder(List<string[]> usings) => usings.SequenceEqual(usings.OrderBy(Kind).ThenBy(parts => parts, Comparer<string[]>.Create(Compare)));

    // Namespaces, of which those of .NET first, then types, then other names for something.
    private static int Kind(string[] parts) => parts.Contains("=") ? 3 : parts[0] == "static" ? 2 : parts[0] == "System" ? 0 : 1;

    private static int Compare(string[] a, string[] b)
    {
        var common = a.Zip(b, (x, y) => string.Compare(x, y, StringComparison.OrdinalIgnoreCase)).FirstOrDefault(order => order != 0);
        return common != 0 ? common : a.Length.CompareTo(b.Length);
    }
}
