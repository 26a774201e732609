using Harness.Models;
using Harness.Tests.Models.Fixtures;
using TorchSharp;

namespace Harness.Tests.Models.Backbones;

[Collection(TorchCollection.Name)]
public sealed class InitializationTests
{
    // The spread that torchvision gives them, from the formula that its source names for each network.
    public static TheoryData<string, string, double> Spreads => new()
    {
        { "resnet18_half", "layer2.0.conv2.weight", Math.Sqrt(2.0 / (64 * 9)) },
        { "vgg16_bn", "features.3.weight", Math.Sqrt(2.0 / (64 * 9)) },
        { "mobilenet_v2", "features.0.0.weight", Math.Sqrt(2.0 / (32 * 9)) },
        { "inception_v3", "Mixed_7b.branch3x3dbl_2.conv.weight", 0.1 },
        { "densenet121", "features.conv0.weight", Math.Sqrt(2.0 / (3 * 49)) },
        { "efficientnet_b0", "features.0.0.weight", Math.Sqrt(2.0 / (32 * 9)) },
        { "vit_b_16", "conv_proj.weight", Math.Sqrt(1.0 / (3 * 16 * 16)) },
    };

    [Theory]
    [MemberData(nameof(Spreads))]
    public void CreateBackbone_Random_DrawsWeightsWithTorchvisionsSpread(string name, string parameter, double expected)
    {
        using var backbone = ModelFactory.CreateBackbone(TestModels.Backbone(name), seed: 1);

        var weights = backbone.named_parameters().Single(pair => pair.name == parameter || pair.name.EndsWith("." + parameter, StringComparison.Ordinal)).parameter;
        using var detached = weights.detach();
        using var spread = detached.std();
        Assert.InRange(spread.ToDouble() / expected, 0.95, 1.05);
    }

    [Theory]
    [MemberData(nameof(TestModels.OneOfEachFamily), MemberType = typeof(TestModels))]
    public void CreateBackbone_Random_DrawsFiniteWeightsThatDiffer(string name)
    {
        using var backbone = ModelFactory.CreateBackbone(TestModels.Backbone(name), seed: 1);

        foreach (var (parameterName, parameter) in backbone.named_parameters())
        {
            using var detached = parameter.detach();
            using var isFinite = detached.isfinite().all();
            Assert.True(isFinite.ToBoolean(), parameterName);
            if (detached.dim() < 2 || parameterName.EndsWith("class_token", StringComparison.Ordinal)) continue;
            using var spread = detached.std();
            Assert.True(spread.ToDouble() > 0, parameterName);
        }
    }
}
