using Harness.Models;
using Harness.Models.Parameters;
using Harness.Tests.Models.Fixtures;
using static TorchSharp.torch;

namespace Harness.Tests.Models;

[Collection(TorchCollection.Name)]
public sealed class BackbonesTests
{
    public static TheoryData<string> Names => TestModels.BackboneNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void Describe_EveryBackbone_NamesTheParametersThatTheBackboneHas(string name)
    {
        var description = TestModels.Backbone(name);
        using var backbone = BackboneRegistry.All.Get(name).CreateBackbone();

        var live = backbone.named_parameters().Select(pair => $"{pair.name} [{string.Join(", ", pair.parameter.shape)}]").Order(StringComparer.Ordinal);
        Assert.Equal(live, description.Parameters.Select(p => $"{p.Name} [{string.Join(", ", p.Shape)}]").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Describe_EveryBackbone_TellsTheShapeOfItsFeatureMap(string name)
    {
        var description = TestModels.Backbone(name);
        using var backbone = BackboneRegistry.All.Get(name).CreateBackbone();
        using var noGrad = no_grad();
        using var images = zeros(2, 3, description.MinimumImageSize, 64);
        backbone.eval();
        using var features = backbone.call(images);
        Assert.Equal([2, description.Features, description.MinimumImageSize / 32, 2], features.shape);
    }

    [Fact]
    public void Describe_ResNet50_FollowsTheForwardOrder()
    {
        var parameters = TestModels.Backbone("resnet50").Parameters;
        Assert.Equal(
            ["conv1.weight", "bn1.weight", "bn1.bias", "layer1.0.conv1.weight", "layer1.0.bn1.weight", "layer1.0.bn1.bias"],
            parameters.Take(6).Select(p => p.Name));
        Assert.Equal("layer1.0.downsample.1.bias", parameters[14].Name);
        Assert.Equal([LayerKind.Convolution, LayerKind.BatchNorm, LayerKind.BatchNorm], parameters.Take(3).Select(p => p.Layer));
        Assert.Equal(161 - 2, parameters.Count);
        Assert.Equal(25_557_032 - 2_049_000, parameters.Sum(p => p.Shape.Aggregate(1L, (a, b) => a * b)));
    }

    [Fact]
    public void Describe_UnknownName_IsNull() => Assert.Null(BackboneRegistry.Catalog.Describe("resnet19"));
}
