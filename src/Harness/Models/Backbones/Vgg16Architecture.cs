using static TorchSharp.torch;

namespace Harness.Models.Backbones;

/// <summary>VGG-16 up to its last max pooling: thirteen 3×3 convolutions. torchvision's classifier of three linear layers is left out.</summary>
/// <param name="HasBatchNorm">Whether a batch norm layer follows every convolution.</param>
/// <remarks>
/// Source: "Very Deep Convolutional Networks for Large-Scale Image Recognition" (arXiv:1409.1556), with torchvision's names. The network of the package
/// TorchVision is not used: it cannot be built without its classifier, which is 124 of its 138 million parameters and takes seconds to draw.
/// </remarks>
public sealed record Vgg16Architecture(bool HasBatchNorm) : IArchitecture
{
    // The outputs of the convolutions; a max pooling follows each row.
    private static readonly int[][] Rows = [[64, 64], [128, 128], [256, 256, 256], [512, 512, 512], [512, 512, 512]];

    /// <inheritdoc/>
    public BackboneDescription Describe(string name) => new()
    {
        Name = name,
        Features = Rows[^1][^1],
        MinimumImageSize = 32,
        PublishedImageSize = 224,
        ComputesInBFloat16 = true,
        HasWinograd = true,
        Parameters = ModuleParameters.Of(() => Create(META)),
        StageContainers = ["features"],
        ClassifierPrefixes = ["classifier."],
    };

    /// <inheritdoc/>
    public Backbone CreateBackbone() => ConvolutionInitialization.Kaiming(Create(CPU), nn.init.FanInOut.FanOut);

    private ChainBackbone Create(Device device) => new(nameof(Vgg16Architecture), ("features", nn.Sequential(Layers(device))))
    {
        TakesBFloat16 = true,
        HasWinograd = true,
    };

    private IEnumerable<nn.Module<Tensor, Tensor>> Layers(Device device)
    {
        var inputs = 3;
        foreach (var row in Rows)
        {
            foreach (var outputs in row)
            {
                yield return nn.Conv2d(inputs, outputs, 3, padding: 1, device: device);
                if (HasBatchNorm) yield return nn.BatchNorm2d(outputs, device: device);
                yield return nn.ReLU(inplace: true);
                inputs = outputs;
            }
            yield return nn.MaxPool2d(2);
        }
    }
}
