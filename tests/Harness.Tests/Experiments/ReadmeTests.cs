using System.Text.RegularExpressions;
using Harness.Experiments;
using Harness.TestSupport;

namespace Harness.Tests.Experiments;

public sealed partial class ReadmeTests
{
    [Fact]
    public void Readme_Examples_Load()
    {
        var examples = Blocks().Select(Unindent).ToList();
        Assert.Equal(7, examples.Count);
        foreach (var example in examples)
        {
            using var folder = new ExperimentFolder();
            CopyTechniques(folder);
            var file = example.Split('\n')[0].TrimStart('#', ' ');
            folder.Write($"experiments/{file}", example);
            if (file.StartsWith("techniques/", StringComparison.Ordinal)) LoadTechnique(folder, file);
            else LoadSuite(folder, file);
        }
    }

    private static void LoadTechnique(ExperimentFolder folder, string file)
    {
        folder.Replace("techniques: [t.yaml]", $"techniques: [experiments/{file}]");
        var techniques = folder.Load().Techniques;
        var page = File.ReadAllText(RepositoryFolder.Path("experiments", "README.md"));
        if (techniques[0].Variant is null) Assert.Single(techniques);
        else Assert.All([techniques[0], techniques[^1]], technique => Assert.Contains($"`{technique.Name}`", page, StringComparison.Ordinal));
    }

    private static void LoadSuite(ExperimentFolder folder, string file)
    {
        Directory.CreateDirectory(folder.Path("data/flowers"));
        var suite = SuiteLoader.Load(folder.Path($"experiments/{file}"), new(), ResNets.Catalog);
        Assert.Equal(folder.Path(Path.Combine("data", "flowers")), suite.Data.Root);
        Assert.Equal(5, suite.Techniques.Count);
    }

    private static void CopyTechniques(ExperimentFolder folder)
    {
        foreach (var file in RepositoryFolder.Experiments("techniques")) folder.Write($"experiments/techniques/{Path.GetFileName(file)}", File.ReadAllText(file));
    }

    private static IEnumerable<Match> Blocks() => YamlBlock().Matches(File.ReadAllText(RepositoryFolder.Path("experiments", "README.md")).ReplaceLineEndings("\n"));

    private static string Unindent(Match block) =>
        string.Join('\n', block.Groups["yaml"].Value.Split('\n').Select(line => line.Length == 0 ? line : line[block.Groups["indent"].Length..]));

    [GeneratedRegex(@"^(?<indent> *)```yaml\n(?<yaml>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex YamlBlock();
}
