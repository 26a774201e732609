using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;
using Harness.Yaml;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Tests.Experiments;

/// <summary>The building block that the page about experiments shows.</summary>
[Collection(TorchCollection.Name)]
public sealed class WorkedExampleTests
{
    private static readonly BlockFamily<HeadLayer> Layers = new("layer") { GeluLayer.Definition, LinearLayer.Definition };

    [Fact]
    public void Readme_ShowsTheFileThatIsCompiled()
    {
        var file = File.ReadAllText(RepositoryFolder.Path("tests", "Harness.Tests", "Experiments", "WorkedExample.cs"));
        Assert.Contains(file[file.IndexOf("/// <summary>", StringComparison.Ordinal)..].ReplaceLineEndings("\n"), File.ReadAllText(RepositoryFolder.Path("experiments", "README.md")));
    }

    [Fact]
    public void Gelu_OneFileAndOneLine_IsReadDescribedAndComputed()
    {
        var errors = new DiagnosticBag();
        var gelu = Layers.Read(new YamlScalar("gelu", true, default), errors)!;

        Assert.Equal("{\"kind\":\"gelu\"}", gelu.ToJson().ToJsonString());
        Assert.Equal("{\"description\":\"x times the normal distribution function of x.\",\"type\":\"null\"}", gelu.Spec.ValueSchema([]).ToJsonString());
        using var head = new Head(new() { Pool = Pooling.Avg, Layers = [gelu, new LinearLayer(null)] }, channels: 4, classes: 3);
        using var outputs = head.call(ones(2, 4, 1, 1));
        Assert.Equal([2, 3], outputs.shape);
    }
}
