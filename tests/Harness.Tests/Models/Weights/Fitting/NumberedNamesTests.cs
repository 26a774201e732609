using Harness.Diagnostics;
using Harness.Models.Weights;
using Harness.Models.Weights.Fitting;
using Harness.Tests.Models.Fixtures;

namespace Harness.Tests.Models.Weights.Fitting;

/// <summary>Backbones whose parts have numbers for names, as fastai keeps them.</summary>
[Collection(TorchCollection.Name)]
public sealed class NumberedNamesTests
{
    private const string Half = "resnet18_half";

    // The children of torchvision's ResNet in their order; the third and fourth have no tensors.
    private static readonly Dictionary<string, int> Children = new() { ["conv1"] = 0, ["bn1"] = 1, ["layer1"] = 4, ["layer2"] = 5, ["layer3"] = 6, ["layer4"] = 7 };

    [Theory]
    [InlineData("0.", "0")]
    [InlineData("", "")]
    [InlineData("model.0.", "model.0")]
    public void Find_ChildrenByNumber_GivesTheBackbonesNames(string prefix, string place)
    {
        var file = MadeUpFiles.File(Numbered(Children).Prefixed(prefix).And("head.weight"));

        var fit = Assert.Single(FitFinder.Find(file, TestModels.Backbone(Half)));

        Assert.Equal(Body.Keys.Order(), fit.Tensors.Keys.Order());
        Assert.Equal(place, fit.Place);
        Assert.Contains("0 is conv1, 1 is bn1, 4 is layer1", fit.Note(), StringComparison.Ordinal);
        Assert.Contains("head.weight is left out", fit.Note(), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NumbersBehindTheBackbone_AreOfAHead()
    {
        var file = MadeUpFiles.File(Numbered(Children).And("9.weight", "10.weight"));
        Assert.Equal(["9.weight", "10.weight"], Assert.Single(FitFinder.Find(file, TestModels.Backbone(Half))).LeftOut);
    }

    [Fact]
    public void Find_OnePartThatHoldsAll_IsFoundToo()
    {
        var weights = MadeUpFiles.Weights("densenet121").Where(pair => pair.Key != "fc.weight").ToDictionary().Renamed(name => "0.0." + name["features.".Length..]);
        Assert.Equal("0", Assert.Single(FitFinder.Find(MadeUpFiles.File(weights), TestModels.Backbone("densenet121"))).Place);
    }

    [Fact]
    public void Select_OtherOrder_IsRefusedInASentence()
    {
        var swapped = new Dictionary<string, int>(Children) { ["layer1"] = 5, ["layer2"] = 4 };
        var error = Assert.Throws<HarnessException>(() => WeightSelection.Select(MadeUpFiles.File(Numbered(swapped).Prefixed("0.")), TestModels.Backbone(Half)));
        Assert.Contains("their parts are numbered instead of named (0.0.weight), and order and shapes do not show that they are the backbone's.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.NewLine, error.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, WeightTensor> Body => MadeUpFiles.Weights(Half).Where(pair => pair.Key != "fc.weight").ToDictionary();

    private static Dictionary<string, WeightTensor> Numbered(Dictionary<string, int> numbers) =>
        Body.Renamed(name => name.IndexOf('.', StringComparison.Ordinal) is var dot ? $"{numbers[name[..dot]]}{name[dot..]}" : name);
}
