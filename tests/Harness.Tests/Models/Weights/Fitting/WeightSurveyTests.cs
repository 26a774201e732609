using Harness.Diagnostics;
using Harness.Models.Weights;
using Harness.Models.Weights.Fitting;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;

namespace Harness.Tests.Models.Weights.Fitting;

/// <summary>What <c>weights show</c> and <c>weights convert</c> say about a file.</summary>
[Collection(TorchCollection.Name)]
public sealed class WeightSurveyTests : IDisposable
{
    private static readonly Dictionary<string, WeightTensor> Weights = MadeUpFiles.Weights("resnet18_half");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_WeightsUnderAPrefix_GivesThemWithoutItAndSaysSo()
    {
        var survey = Of(Weights.Prefixed("model.").And("criterion.weight"));
        survey.EnsureOne();
        Assert.Equal(["resnet18_half"], survey.Backbones);
        Assert.Equal(Weights.Keys.Order(), survey.Tensors.Keys.Order());
        Assert.Equal(["The weights are taken from 'model' of the file; criterion.weight is left out."], survey.Remarks());
        Assert.Equal("kept", survey.Metadata["text"]);
    }

    [Fact]
    public void Of_TwoThatFit_SaysHowToChooseAndConvertsNone()
    {
        var both = Weights.Prefixed("a.").Concat(MadeUpFiles.Weights("resnet18_half", 1).Prefixed("b.")).ToDictionary();
        var survey = Of(both);
        Assert.Contains("resnet18_half fits under 'a' and 'b'; these are the first. Choose with w.safetensors#a or w.safetensors#b.", survey.Remarks());
        Assert.Contains("it holds 2 different weights of resnet18_half", Assert.Throws<HarnessException>(survey.EnsureOne).Message, StringComparison.Ordinal);

        var chosen = Of(both, "b");
        chosen.EnsureOne();
        Assert.StartsWith($"The weights are taken from 'b' of the file; {Weights.Count} other tensors are left out, such as a.", Assert.Single(chosen.Remarks()), StringComparison.Ordinal);
    }

    [Fact]
    public void Remarks_BrokenNumbersAndMissingStatistics_AreSaid()
    {
        var weights = Weights.Where(pair => !pair.Key.EndsWith("running_mean", StringComparison.Ordinal)).ToDictionary();
        weights["bn1.bias"] = WeightValues.Float32("bn1.bias", [32], [.. Enumerable.Repeat(float.NaN, 32)]);
        Assert.Equal(
            ["These weights lack batch norm's running statistics (20 tensors, first bn1.running_mean).", "These weights hold 32 values that are not finite numbers, first in bn1.bias (1 tensor)."],
            Of(weights).Remarks());
    }

    [Fact]
    public void Of_UnknownNetwork_GivesTheFilesTensorsUnderTheirNames()
    {
        var survey = Of(new Dictionary<string, WeightTensor>().And("net.a", "net.b"));
        Assert.Empty(survey.Backbones);
        Assert.Equal(["net.a", "net.b"], survey.Tensors.Keys);
        Assert.Empty(survey.Remarks());
    }

    private WeightSurvey Of(Dictionary<string, WeightTensor> weights, string? place = null)
    {
        SafetensorsWriter.Write(_folder["w.safetensors"], weights.Values, new Dictionary<string, string> { ["text"] = "kept" });
        return WeightSurvey.Of(new(_folder["w.safetensors"], place));
    }
}
