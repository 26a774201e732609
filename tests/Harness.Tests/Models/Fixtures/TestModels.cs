using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;

namespace Harness.Tests.Models.Fixtures;

/// <summary>Backbones and heads that tests use.</summary>
internal static class TestModels
{
    public static readonly HeadSettings DeepHead = new()
    {
        Pool = Pooling.Concat,
        Layers = [new LinearLayer(16), new BatchNormLayer(), new ReluLayer(), new DropoutLayer(0.5), new LinearLayer(null), new LogSoftmaxLayer()],
    };

    public static BackboneDescription Backbone(string name) =>
        BackboneRegistry.Catalog.Describe(name) ?? throw new ArgumentException($"There is no backbone {name}.", nameof(name));

    public static TransferModel Small(HeadSettings? head = null, long seed = 3) => ModelFactory.Create(Backbone("resnet18_half"), head ?? HeadSettings.Linear, 5, seed);

    /// <summary>The smallest backbone of each family.</summary>
    public static TheoryData<string> OneOfEachFamily => ["resnet18_half", "vgg16_bn", "mobilenet_v2", "inception_v3", "densenet121", "efficientnet_b0", "vit_b_16"];
}
