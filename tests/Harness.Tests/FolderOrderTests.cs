using System.Text.RegularExpressions;
using Harness.TestSupport;

namespace Harness.Tests;

/// <summary>The folders of the library stand on one another: what a folder knows lies below it, never above.</summary>
public sealed partial class FolderOrderTests
{
    // From the ground up.
    private static readonly string[] Order =
    [
        "Diagnostics", "Statistics", "Files", "Libtorch", "Yaml", "Results", "Published", "Models", "Data", "Training", "Experiments", "Planning", "Storage", "Inference", "Running", "Estimation",
        "Proposals", "Reporting",
    ];

    private static readonly string Library = RepositoryFolder.Path("src", "Harness");

    public static TheoryData<string> Folders => [.. Order];

    [Fact]
    public void Order_HasEveryFolder() =>
        Assert.Equal(Order.Order(), Directory.GetDirectories(Library).Select(Path.GetFileName).Where(name => name is not ("bin" or "obj")).Order()!);

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_KnowsNothingOfThoseAboveIt(string folder)
    {
        var above = Order.SkipWhile(name => name != folder).Skip(1).ToHashSet();
        var files = Directory.GetFiles(Path.Combine(Library, folder), "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.Empty(
            from file in files
            from match in Mention().Matches(File.ReadAllText(file))
            where above.Contains(match.Groups["folder"].Value)
            select $"{Path.GetRelativePath(Library, file)}: {match.Value}");
    }

    // A using, or a name that is written in full. Everything is in Harness, so that 'Running.Machine' needs no using.
    [GeneratedRegex(@"(?m)^using (static )?Harness\.(?<folder>\w+)|(?<![\w.])(Harness\.)?(?<folder>[A-Z]\w+)\.[A-Z]\w+(?=[\s(<.>;,)])")]
    private static partial Regex Mention();
}
