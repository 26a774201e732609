using System.Text.Json;
using Harness.Reporting;
using Harness.Running.Collecting;
using Harness.TestSupport;

namespace Harness.Tests.Reporting;

public sealed class RunJsonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_AnyResult_HoldsInformationAndEverySetting()
    {
        var root = Document(MadeUpResults.OneTechnique(0.5)).RootElement;

        Assert.Equal(["information", "data", "techniques", "suite"], Names(root));
        Assert.Equal("1.13.0", root.GetProperty("information").GetProperty("torch_version").GetString());
        Assert.Equal("0123abcd", root.GetProperty("information").GetProperty("manifest_hash").GetString());
        Assert.Equal(3457, root.GetProperty("data").GetProperty("train_images").GetInt32());
        var suite = root.GetProperty("suite");
        Assert.Equal("first", suite.GetProperty("data").GetProperty("split").GetProperty("rule").GetString());
        var technique = suite.GetProperty("techniques")[0];
        Assert.Equal("experiments/techniques/0.yaml:1:7", technique.GetProperty("location").GetString());
        Assert.Equal(1e-3, technique.GetProperty("phases")[0].GetProperty("train")[0].GetProperty("learning_rate").GetDouble());
        Assert.Equal("train", technique.GetProperty("phases")[0].GetProperty("batch_norm").GetString());
    }

    [Fact]
    public void Write_LayersOptimizersAndTransforms_AreWrittenWithTheirOwnSettings()
    {
        var suite = Document(MadeUpResults.OneTechnique(0.5)).RootElement.GetProperty("suite");

        var technique = suite.GetProperty("techniques")[0];
        Assert.Equal(
            ["linear", "batchnorm", "relu", "dropout", "linear"],
            technique.GetProperty("head").GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("kind").GetString()));
        Assert.Equal(0.5, technique.GetProperty("head").GetProperty("layers")[3].GetProperty("probability").GetDouble());
        Assert.Equal("adam", technique.GetProperty("optimizer").GetProperty("kind").GetString());
        Assert.Equal(0.999, technique.GetProperty("optimizer").GetProperty("betas")[1].GetDouble());
        Assert.Equal(0, technique.GetProperty("optimizer").GetProperty("weight_decay").GetDouble());
        var crop = suite.GetProperty("data").GetProperty("train")[0];
        Assert.Equal("random_resized_crop", crop.GetProperty("kind").GetString());
        Assert.Equal(128, crop.GetProperty("size").GetInt32());
    }

    [Fact]
    public void Write_DataFolder_IsLeftOut()
    {
        Document(MadeUpResults.OneTechnique(0.5));

        Assert.DoesNotContain("/somewhere/else", File.ReadAllText(_folder["run.json"]));
    }

    [Fact]
    public void Write_Failures_AreNamedWithTheirReason()
    {
        var techniques = Document(MadeUpResults.WithFailures()).RootElement.GetProperty("techniques");

        Assert.Equal("failed", techniques[1].GetProperty("status").GetString());
        Assert.Equal("seeds 1, 2, 3: the loss became NaN", techniques[1].GetProperty("reason").GetString());
        Assert.Equal([1, 3], techniques[4].GetProperty("finished_seeds").EnumerateArray().Select(seed => seed.GetInt32()));
        Assert.Equal(JsonValueKind.Null, techniques[0].GetProperty("reason").ValueKind);
    }

    [Fact]
    public void Write_AnyResult_EndsLinesWithLineFeeds()
    {
        Document(MadeUpResults.OneTechnique(0.5));

        var text = File.ReadAllText(_folder["run.json"]);
        Assert.EndsWith("}\n", text);
        Assert.DoesNotContain('\r', text);
        Assert.Contains("--data 'flowers'", text);
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private JsonDocument Document(SuiteResult result)
    {
        ReportWriter.Write(result, _folder.Path);
        return JsonDocument.Parse(File.ReadAllText(_folder["run.json"]));
    }
}
