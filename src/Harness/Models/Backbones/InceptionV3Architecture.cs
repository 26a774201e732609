using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones;

/// <summary>
/// Inception v3 up to its last mixed block, from the package TorchVision. The auxiliary classifier, which torchvision trains beside the main one, is
/// left out, and images are taken as they are normalized (torchvision's <c>transform_input</c> is off).
/// </summary>
/// <remarks>Source: "Rethinking the Inception Architecture for Computer Vision" (arXiv:1512.00567).</remarks>
public sealed record InceptionV3Architecture : IArchitecture
{
    // torchvision draws all convolutions from a normal distribution of this spread, cut off at twenty times it, where nothing is left to cut off. The package
    // draws them otherwise. TorchSharp's own trunc_normal_ takes the mean for the spread and the reverse: it makes every weight the same.
    private const double WeightDeviation = 0.1;

    /// <inheritdoc/>
    public BackboneDescription Describe(string name) => new()
    {
        Name = name,
        Features = 2048,
        MinimumImageSize = 75,
        PublishedImageSize = 299,
        Parameters = ModuleParameters.Of(Create),
        ClassifierPrefixes = ["fc.", "AuxLogits."],
        LinearClassifier = "fc",
    };

    /// <inheritdoc/>
    public Backbone CreateBackbone()
    {
        var backbone = Create();
        foreach (var convolution in backbone.modules().OfType<Conv2d>())
            nn.init.normal_(convolution.weight, 0, WeightDeviation);
        return backbone;
    }

    private static ChainBackbone Create() => new(
        nameof(InceptionV3Architecture), TorchVisionNetwork.Take(torchvision.models.inception_v3(), "AuxLogits", "avgpool", "dropout", "fc"));
}
