using Harness.Models.Backbones;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Models.Backbones.ResNets;

/// <summary>Backbones against the networks of the package TorchVision.</summary>
[Collection(TorchCollection.Name)]
public sealed class TorchVisionTests
{
    private static nn.Module<Tensor, Tensor> Network(string name) => name switch
    {
        "resnet18" => torchvision.models.resnet18(),
        "resnet34" => torchvision.models.resnet34(),
        _ => torchvision.models.resnet50(),
    };

    [Theory]
    [InlineData("resnet18")]
    [InlineData("resnet34")]
    [InlineData("resnet50")]
    public void Describe_TorchVisionsNetwork_HasItsNamesAndShapes(string name)
    {
        using var network = Network(name);
        var expected = network.state_dict().Where(pair => !pair.Key.StartsWith("fc.", StringComparison.Ordinal)).Select(Text);
        using var backbone = BackboneRegistry.All.Get(name).CreateBackbone();
        Assert.Equal(expected.Order(), backbone.state_dict().Select(Text).Order());
        var described = BackboneRegistry.Catalog.Describe(name)!.Parameters.Select(parameter => $"{parameter.Name} {Shapes.Text(parameter.Shape)}");
        Assert.Equal(described.Order(), backbone.named_parameters().Select(pair => $"{pair.name} {Shapes.Text(pair.parameter.shape)}").Order());
    }

    [Theory]
    [InlineData("resnet18")]
    [InlineData("resnet50")]
    public void Forward_WeightsOfTorchVisionsNetwork_GivesItsLogits(string name)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        manual_seed(1);
        var network = Network(name);
        network.eval();
        var backbone = BackboneRegistry.All.Get(name).CreateBackbone();
        WeightLoader.LoadBackbone(backbone, ModuleWeights.Capture(network), BackboneRegistry.Catalog.Describe(name)!, name);
        backbone.eval();
        var images = randn(2, 3, 64, 64);
        var state = network.state_dict();
        var logits = backbone.call(images).mean([2, 3]).matmul(state["fc.weight"].t()) + state["fc.bias"];
        var expected = network.call(images);
        Assert.InRange((logits - expected).abs().max().item<float>(), 0, 1e-4 * Math.Max(1, expected.abs().max().item<float>()));
    }

    private static string Text(KeyValuePair<string, Tensor> pair) => $"{pair.Key} {Shapes.Text(pair.Value.shape)}";
}
