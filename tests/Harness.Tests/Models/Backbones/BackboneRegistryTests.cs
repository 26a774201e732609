using Harness.Models.Backbones;
using Harness.Models.Parameters;
using Harness.Tests.Models.Fixtures;
using static TorchSharp.torch;

namespace Harness.Tests.Models.Backbones;

[Collection(TorchCollection.Name)]
public sealed class BackboneRegistryTests
{
    public static TheoryData<string> Families => TestModels.OneOfEachFamily;

    [Theory]
    [MemberData(nameof(Families))]
    public void Describe_OneOfEachFamily_TellsTheShapeOfItsFeatureMap(string name)
    {
        var description = TestModels.Backbone(name);
        using var backbone = BackboneRegistry.All.Get(name).CreateBackbone();
        using var noGrad = no_grad();
        var width = description.TakesPublishedSizeOnly ? description.PublishedImageSize : 96;
        using var images = zeros(2, 3, description.MinimumImageSize, width);
        backbone.eval();
        using var features = backbone.call(images);
        Assert.Equal([2, description.Features], features.shape[..2]);
        Assert.Equal(1, features.shape[2]);
    }

    [Fact]
    public void Describe_FromAModule_LeavesTheGlobalGeneratorWhereItIs()
    {
        manual_seed(3);
        using var expected = rand(4);
        manual_seed(3);
        BackboneRegistry.All.Get("mobilenet_v2").Describe("mobilenet_v2");
        using var drawn = rand(4);
        Assert.Equal(expected.data<float>().ToArray(), drawn.data<float>().ToArray());
    }

    [Theory]
    [InlineData("resnet18", "conv1 bn1 layer1 layer2 layer3 layer4")]
    [InlineData("resnet18_cntk", "conv1 bn1 layer1 layer2 layer3 layer4")]
    [InlineData("vgg16", "features.0 features.2 features.5 features.7 features.10 features.12 features.14 features.17 features.19 features.21 features.24 features.26 features.28")]
    [InlineData("densenet121", "features.conv0 features.norm0 features.denseblock1 features.transition1 features.denseblock2 features.transition2 features.denseblock3 features.transition3 features.denseblock4 features.norm5")]
    [InlineData("inception_v3", "Conv2d_1a_3x3 Conv2d_2a_3x3 Conv2d_2b_3x3 Conv2d_3b_1x1 Conv2d_4a_3x3 Mixed_5b Mixed_5c Mixed_5d Mixed_6a Mixed_6b Mixed_6c Mixed_6d Mixed_6e Mixed_7a Mixed_7b Mixed_7c")]
    public void Stages_AreInForwardOrder(string name, string expected) => Assert.Equal(expected, string.Join(' ', TestModels.Backbone(name).Stages));

    [Fact]
    public void Stages_OfTheTransformer_AreItsBlocksAndWhatIsAroundThem()
    {
        var stages = TestModels.Backbone("vit_b_16").Stages;
        Assert.Equal(["class_token", "conv_proj", "encoder.pos_embedding", "encoder.layers.encoder_layer_0"], stages.Take(4));
        Assert.Equal(["encoder.layers.encoder_layer_11", "encoder.ln"], stages.TakeLast(2));
        Assert.Equal(3 + 12 + 1, stages.Count);
    }

    // Counted by torchvision: all of the network less its classifier.
    [Theory]
    [InlineData("resnet101", 44_549_160 - 2_049_000)]
    [InlineData("resnet152", 60_192_808 - 2_049_000)]
    [InlineData("vgg16", 138_357_544 - 123_642_856)]
    [InlineData("mobilenet_v2", 3_504_872 - 1_281_000)]
    [InlineData("densenet121", 7_978_856 - 1_025_000)]
    [InlineData("densenet161", 28_681_000 - 2_209_000)]
    [InlineData("efficientnet_b0", 5_288_548 - 1_281_000)]
    [InlineData("vit_b_16", 86_567_656 - 769_000)]
    public void ParameterCount_IsTorchvisions(string name, long expected) => Assert.Equal(expected, TestModels.Backbone(name).ParameterCount());

    // resnet18 and a third block in its last stage: two convolutions with 3 × 3 × 512 × 512 weights and two batch norm layers.
    [Fact]
    public void Describe_CntksResNet18_HasABlockMoreAndAMeanImageThatIsNoParameter()
    {
        var (cntk, resNet18) = (TestModels.Backbone("resnet18_cntk"), TestModels.Backbone("resnet18"));
        Assert.Equal(resNet18.ParameterCount() + (2 * 9 * 512 * 512) + (4 * 512), cntk.ParameterCount());
        Assert.Equal(22 - 3, cntk.Parameters.Count(parameter => parameter.Layer == LayerKind.Convolution && !parameter.Name.Contains("downsample", StringComparison.Ordinal)));
        Assert.Equal([3, 224, 224], Assert.Single(cntk.Constants).Value);
        using var backbone = BackboneRegistry.All.Get("resnet18_cntk").CreateBackbone();
        Assert.DoesNotContain("mean_image", backbone.named_parameters().Select(pair => pair.name));
        Assert.Equal([3, 224, 224], backbone.state_dict()["mean_image"].shape);
    }

    [Fact]
    public void Describe_Transformer_HasLinearLayersAndLayerNormsAndNoBatchNorm()
    {
        var kinds = TestModels.Backbone("vit_b_16").Parameters.CountBy(parameter => parameter.Layer).ToDictionary();
        Assert.Equal(2, kinds[LayerKind.Other]);
        Assert.Equal(2, kinds[LayerKind.Convolution]);
        Assert.Equal(2 * 25, kinds[LayerKind.LayerNorm]);
        Assert.Equal(8 * 12, kinds[LayerKind.Linear]);
        Assert.False(kinds.ContainsKey(LayerKind.BatchNorm));
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
