using TorchSharp;

namespace Harness.Models.Backbones;

/// <summary>MobileNet v2 up to its last 1×1 convolution, from the package TorchVision.</summary>
/// <remarks>Source: "MobileNetV2: Inverted Residuals and Linear Bottlenecks" (arXiv:1801.04381).</remarks>
public sealed record MobileNetV2Architecture : IArchitecture
{
    /// <inheritdoc/>
    public BackboneDescription Describe(string name) => new()
    {
        Name = name,
        Features = 1280,
        MinimumImageSize = 32,
        PublishedImageSize = 224,
        Parameters = ModuleParameters.Of(CreateBackbone),
        StageContainers = ["features"],
        ClassifierPrefixes = ["classifier."],
        LinearClassifier = "classifier.1",
    };

    /// <inheritdoc/>
    public Backbone CreateBackbone() => new ChainBackbone(
        nameof(MobileNetV2Architecture), TorchVisionNetwork.Take(torchvision.models.mobilenet_v2(), leftOut: "classifier"));
}
