using Harness.Models.Weights;
using Harness.Models.Weights.Fitting;
using Harness.Tests.Models.Fixtures;

namespace Harness.Tests.Models.Weights.Fitting;

/// <summary>Weights under any prefix, in any container, beside anything.</summary>
[Collection(TorchCollection.Name)]
public sealed class FitFinderTests
{
    private const string Half = "resnet18_half";
    private static readonly Dictionary<string, WeightTensor> Weights = MadeUpFiles.Weights(Half);

    public static TheoryData<string, string> Places => new()
    {
        { "", "" }, { "", "module." }, { "", "_orig_mod." }, { "", "_orig_mod.module." }, { "", "module._orig_mod." }, { "", "model." }, { "", "model._orig_mod." }, { "", "net." },
        { "", "backbone." }, { "", "encoder." }, { "", "module.encoder_q." }, { "", "a.b.c.d.e.f.g." }, { "", "0." }, { "", "layer1." }, { "state_dict", "" }, { "net", "module." },
        { "network", "" }, { "ema", "" }, { "model_state", "" }, { "state_dict_ema", "" }, { "a.b.c", "d." }, { "0", "" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Find_WholeBackboneUnderAPlace_GivesItUnderItsOwnNamesAndSaysWhere(string container, string prefix)
    {
        var file = MadeUpFiles.File((container, Weights.Prefixed(prefix)), ("optimizer.state.0", Weights.Prefixed("x.").Take(2).ToDictionary().Renamed(name => name + ".y")));

        var fit = Assert.Single(FitFinder.Find(file, TestModels.Backbone(Half)));

        Assert.Equal(Weights.Keys, fit.Tensors.Keys);
        Assert.All(fit.Tensors, pair => Assert.Equal(pair.Key, pair.Value.Name));
        var place = string.Join('.', new[] { container, prefix.TrimEnd('.') }.Where(part => part.Length > 0));
        Assert.Equal(place, fit.Place);
        Assert.Equal(place.Length == 0 ? null : $"The weights are taken from '{place}' of the file.", fit.Note());
    }

    [Theory]
    [InlineData("densenet121", "module.")]
    [InlineData("vit_b_16", "encoder.")]
    [InlineData("mobilenet_v2", "features.")]
    [InlineData("inception_v3", "_orig_mod.")]
    [InlineData("efficientnet_b0", "model.")]
    [InlineData("vgg16", "backbone.")]
    public void Find_OtherFamilies_TakesTheirPrefixOffToo(string backbone, string prefix)
    {
        var file = MadeUpFiles.File(MadeUpFiles.Weights(backbone).Where(pair => pair.Key != "fc.weight").ToDictionary().Prefixed(prefix));
        Assert.Equal(prefix.TrimEnd('.'), Assert.Single(FitFinder.Find(file, TestModels.Backbone(backbone))).Place);
    }

    [Fact]
    public void Find_OtherNamesBesideThePrefix_AreLeftOutAndSaid()
    {
        var fit = Assert.Single(FitFinder.Find(MadeUpFiles.File(Weights.Prefixed("model.").And("criterion.weight", "model_ema.decay")), TestModels.Backbone(Half)));
        Assert.Equal(["criterion.weight", "model_ema.decay"], fit.LeftOut);
        Assert.Equal("The weights are taken from 'model' of the file; 2 other tensors are left out, such as criterion.weight.", fit.Note());
    }

    [Theory]
    [InlineData("")]
    [InlineData("module.")]
    public void Find_PartsOfAnotherNameUnderTheSamePrefix_AreLeftOutAndSaid(string prefix)
    {
        var fit = Assert.Single(FitFinder.Find(MadeUpFiles.File(Weights.And("projection_head.0.weight", "queue").Prefixed(prefix)), TestModels.Backbone(Half)));
        Assert.Equal(Weights.Keys.Order(), fit.Tensors.Keys.Order());
        Assert.Equal(["projection_head.0.weight", "queue"], fit.LeftOut);
        Assert.Contains("2 other tensors are left out, such as projection_head.0.weight", fit.Note(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("layer1.2.conv1.weight")]
    [InlineData("layer1.0.attention.weight")]
    [InlineData("layer5.0.weight")]
    [InlineData("conv2.weight")]
    public void Find_MoreLayersOfTheSameKind_AreAnotherNetwork(string name) =>
        Assert.Empty(FitFinder.Find(MadeUpFiles.File(Weights.And(name).Prefixed("model.")), TestModels.Backbone(Half)));

    [Fact]
    public void Find_DeeperMemberOfTheFamily_IsNotTheShallowerOne()
    {
        var file = MadeUpFiles.File(MadeUpFiles.Weights("resnet34").Prefixed("backbone."));
        Assert.Empty(FitFinder.Find(file, TestModels.Backbone("resnet18")));
        Assert.Single(FitFinder.Find(file, TestModels.Backbone("resnet34")));
    }

    [Fact]
    public void Find_NothingOfABackbone_IsNone()
    {
        Assert.Empty(FitFinder.Find(MadeUpFiles.File(new Dictionary<string, WeightTensor>().And("a", "b.c", new string('.', 100_000))), TestModels.Backbone(Half)));
        Assert.Empty(FitFinder.Find(MadeUpFiles.File(new Dictionary<string, WeightTensor>()), TestModels.Backbone(Half)));
    }
}
