using Harness.Models.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

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
        nameof(MobileNetV2Architecture), TorchVisionNetwork.Take(torchvision.models.mobilenet_v2(), leftOut: "classifier"))
    {
        Foreign = InvertedResidual,
    };

    // The package's block: it holds a sequence, and adds what comes in to what that gives where size and channels stay.
    private static OnnxValue InvertedResidual(OnnxGraph graph, nn.Module block, OnnxValue input)
    {
        var layers = block.children().SelectMany(OnnxLayers.Flatten).ToList();
        var convolutions = layers.OfType<Conv2d>().ToList();
        var result = graph.Layers(input, layers);
        var keepsSize = convolutions.All(convolution => convolution.stride.All(stride => stride == 1));
        return keepsSize && convolutions[0].in_channels == convolutions[^1].out_channels ? graph.Sum(result, input) : result;
    }
}
