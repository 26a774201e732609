using Harness.Diagnostics;
using Harness.Models.Weights;
using Harness.Models.Weights.Fitting;
using Harness.Tests.Models.Fixtures;

namespace Harness.Tests.Models.Weights.Fitting;

/// <summary>Which weights of a file are taken, and what is said where none or several are there.</summary>
[Collection(TorchCollection.Name)]
public sealed class WeightSelectionTests
{
    private const string Half = "resnet18_half";
    private static readonly Dictionary<string, WeightTensor> Weights = MadeUpFiles.Weights(Half);
    private static readonly Dictionary<string, WeightTensor> Others = MadeUpFiles.Weights(Half, 1);

    private static WeightFileContents Two => MadeUpFiles.File(("ema", Others), ("state_dict", Weights.Prefixed("module.")));

    [Fact]
    public void Select_TwoThatFit_NamesBothAndHowToChoose()
    {
        var error = Error(Two);
        Assert.Equal("folder/file.pth: it holds 2 different weights of resnet18_half, under 'ema' and 'state_dict.module'.", error.Message);
        Assert.Equal("Choose with file.pth#ema or file.pth#state_dict.module.", error.Remedy);
    }

    [Theory]
    [InlineData("ema", "ema")]
    [InlineData("state_dict.module", "state_dict.module")]
    [InlineData("state_dict", "state_dict.module")]
    [InlineData("module.", "state_dict.module")]
    public void Select_Place_TakesTheWeightsThere(string written, string place)
    {
        var (fit, hasOthers) = WeightSelection.Select(Two, TestModels.Backbone(Half), written);
        Assert.Equal(place, fit.Place);
        Assert.True(hasOthers);
    }

    [Fact]
    public void Select_TwoPrefixesOfOneStateDict_AsksAndTakesTheChosen()
    {
        var file = MadeUpFiles.File(("state_dict", Weights.Prefixed("module.encoder_q.").Concat(Others.Prefixed("module.encoder_k.")).ToDictionary()));
        Assert.Contains("under 'state_dict.module.encoder_q' and 'state_dict.module.encoder_k'", Error(file).Message, StringComparison.Ordinal);
        Assert.Equal(1, WeightSelection.Select(file, TestModels.Backbone(Half), "encoder_k").Fit.Tensors["conv1.weight"].ReadBytes()[0]);
    }

    [Fact]
    public void Select_TheTopAndAnother_CanChooseTheTop()
    {
        var file = MadeUpFiles.File((StateDict.Top, Weights), ("ema", Others));
        Assert.Equal("Choose with file.pth#. or file.pth#ema.", Error(file).Remedy);
        Assert.Equal("", WeightSelection.Select(file, TestModels.Backbone(Half), ".").Fit.Place);
    }

    [Fact]
    public void Select_TwoCopiesOfTheSameNumbers_AsksNothing()
    {
        var (fit, hasOthers) = WeightSelection.Select(MadeUpFiles.File(("model", Weights), ("best", Weights.Prefixed("module."))), TestModels.Backbone(Half));
        Assert.Equal("model", fit.Place);
        Assert.False(hasOthers);
    }

    [Fact]
    public void Select_PlaceWithoutWeights_NamesThoseThatHaveSome()
    {
        var error = Error(Two, "emma");
        Assert.Equal("folder/file.pth: it holds no weights of resnet18_half under 'emma'. Did you mean 'ema'?", error.Message);
        Assert.Equal("There are some under 'ema', 'state_dict.module'.", error.Remedy);
    }

    [Theory]
    [InlineData("")]
    [InlineData("module.")]
    public void Select_WithoutRunningStatistics_SaysThat(string prefix)
    {
        var weights = Weights.Where(pair => !pair.Key.Contains("running_", StringComparison.Ordinal)).ToDictionary();
        var error = Error(MadeUpFiles.File(weights.Prefixed(prefix)));
        Assert.Equal("folder/file.pth: these weights lack batch norm's running statistics (40 tensors, first bn1.running_mean).", error.Message);
        Assert.Contains("track_running_stats=True", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_OneStatisticMissing_NamesIt() => Assert.Contains(
        "(1 tensor, first layer2.0.bn1.running_var)", Error(MadeUpFiles.File(Weights.Where(pair => pair.Key != "layer2.0.bn1.running_var").ToDictionary())).Message, StringComparison.Ordinal);

    [Fact]
    public void Select_ParameterMissingUnderAPrefix_NamesThePrefixAndTheParameter()
    {
        var error = Error(MadeUpFiles.File(("state_dict", Weights.Where(pair => pair.Key != "conv1.weight").ToDictionary().Prefixed("model."))));
        Assert.StartsWith("folder/file.pth: these weights do not fit resnet18_half under 'state_dict.model', where most of its names are.", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("missing (1): conv1.weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_WeightsOfAnotherBackboneUnderAPrefix_SaysOfWhich() => Assert.Contains(
        "these are weights of resnet34; the suite says resnet18_half.", Error(MadeUpFiles.File(MadeUpFiles.Weights("resnet34").Prefixed("net."))).Message, StringComparison.Ordinal);

    [Fact]
    public void Select_TensorThatIsNotMade_IsNamedWithWhatWouldMakeIt()
    {
        var state = new StateDict("model", Weights.Where(pair => pair.Key != "bn1.bias").ToDictionary()) { NotMade = new Dictionary<string, string> { ["bn1.bias"] = "torch._utils._rebuild_qtensor" } };
        var error = Error(new WeightFileContents("file.pth", [state]));
        Assert.Equal("file.pth: 'bn1.bias' would be made by torch._utils._rebuild_qtensor, which is never run.", error.Message);
    }

    [Fact]
    public void Select_DamagedTensor_SaysHow()
    {
        var state = new StateDict("model", Weights.Where(pair => pair.Key != "bn1.bias").ToDictionary()) { Damaged = new Dictionary<string, string> { ["bn1.bias"] = "'bn1.bias' reaches past" } };
        Assert.Equal("file.pth: not a readable weight file: 'bn1.bias' reaches past.", Error(new WeightFileContents("file.pth", [state])).Message);
    }

    private static HarnessException Error(WeightFileContents file, string? place = null) =>
        Assert.Throws<HarnessException>(() => WeightSelection.Select(file, TestModels.Backbone(Half), place));
}
