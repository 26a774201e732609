using Harness.Diagnostics;
using Harness.Models.Backbones;
using Harness.Models.Weights;
using Harness.Models.Weights.Fitting;
using Harness.Tests.Models.Fixtures;

namespace Harness.Tests.Models.Weights.Fitting;

/// <summary>Files that torchvision published with names that it no longer uses, and what files hold beside the backbone.</summary>
[Collection(TorchCollection.Name)]
public sealed class NamedWeightsTests
{
    [Theory]
    [InlineData("densenet121", "features.denseblock1.denselayer2.norm.1.weight", "features.denseblock1.denselayer2.norm1.weight")]
    [InlineData("densenet121", "features.denseblock4.denselayer16.conv.2.weight", "features.denseblock4.denselayer16.conv2.weight")]
    [InlineData("densenet121", "features.transition1.norm.running_var", "features.transition1.norm.running_var")]
    [InlineData("vit_b_16", "encoder.layers.encoder_layer_3.mlp.linear_1.bias", "encoder.layers.encoder_layer_3.mlp.0.bias")]
    [InlineData("vit_b_16", "encoder.layers.encoder_layer_3.mlp.linear_2.bias", "encoder.layers.encoder_layer_3.mlp.3.bias")]
    [InlineData("resnet18", "layer1.0.norm.1.weight", "layer1.0.norm.1.weight")]
    public void CurrentName_OfATensor_IsTorchvisionsPresentOne(string backbone, string written, string expected) =>
        Assert.Equal(expected, BackboneRegistry.All.Get(backbone).CurrentName(written));

    [Fact]
    public void Select_DenseNetWithTheNamesOfOldFiles_FitsAndIsRecognized()
    {
        var weights = WeightsOf("densenet121", name => name.Contains("denselayer", StringComparison.Ordinal)
            ? name.Replace("norm1.", "norm.1.", StringComparison.Ordinal).Replace("conv2.", "conv.2.", StringComparison.Ordinal)
            : name);
        Select(weights, "densenet121");
        Assert.Single(FitFinder.Find(MadeUpFiles.File(weights), TestModels.Backbone("densenet121")));
        Assert.Empty(FitFinder.Find(MadeUpFiles.File(weights), TestModels.Backbone("densenet161")));
    }

    [Fact]
    public void Select_InceptionWithBothClassifiers_FitsAndAnythingElseIsUnexpected()
    {
        var weights = WeightsOf("inception_v3", name => name);
        foreach (var name in new[] { "fc.weight", "AuxLogits.conv0.conv.weight" }) weights[name] = WeightValues.Float32(name, [1], 0);
        Select(weights, "inception_v3");

        weights["Mixed_8a.weight"] = WeightValues.Float32("Mixed_8a.weight", [1], 0);
        var error = Assert.Throws<HarnessException>(() => Select(weights, "inception_v3"));
        Assert.Contains("unexpected (1): Mixed_8a.weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TwoOlderNamesOfOneTensor_LosesNeither()
    {
        string[] names = ["p.mlp.linear_1.mlp.linear_2.w", "p.mlp.0.mlp.linear_2.w", "p.mlp.linear_1.mlp.3.w"];
        var weights = names.ToDictionary(name => name, name => WeightValues.Float32(name, [1], 0));

        Assert.Equal(["p.mlp.0.mlp.3.w", names[1], names[2]], NamedWeights.Of(weights, TestModels.Backbone("vit_b_16")).Keys);
    }

    private static void Select(Dictionary<string, WeightTensor> weights, string backbone) => WeightSelection.Select(MadeUpFiles.File(weights), TestModels.Backbone(backbone));

    // Nothing reads the elements.
    private static Dictionary<string, WeightTensor> WeightsOf(string backbone, Func<string, string> rename) =>
        ExpectedTensor.Of(TestModels.Backbone(backbone)).ToDictionary(
            pair => rename(pair.Key),
            pair => new WeightTensor(rename(pair.Key), pair.Value.IsFloatingPoint ? WeightType.Float32 : WeightType.Int64, pair.Value.Shape, () => []));
}
