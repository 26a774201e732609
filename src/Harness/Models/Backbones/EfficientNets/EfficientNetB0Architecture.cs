using static TorchSharp.torch;

namespace Harness.Models.Backbones.EfficientNets;

/// <summary>EfficientNet-B0 up to its last 1×1 convolution, with torchvision's names and stochastic depth.</summary>
/// <remarks>Source: "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks" (arXiv:1905.11946).</remarks>
public sealed record EfficientNetB0Architecture : IArchitecture
{
    private const int StemOutputs = 32;
    private const int LastOutputs = 1280;

    // The probability with which the last block would be skipped if there were one more; that of the others rises from 0 in equal steps.
    private const double StochasticDepth = 0.2;

    private static readonly Stage[] Stages =
    [
        new(Expansion: 1, Kernel: 3, Stride: 1, Outputs: 16, Blocks: 1),
        new(Expansion: 6, Kernel: 3, Stride: 2, Outputs: 24, Blocks: 2),
        new(Expansion: 6, Kernel: 5, Stride: 2, Outputs: 40, Blocks: 2),
        new(Expansion: 6, Kernel: 3, Stride: 2, Outputs: 80, Blocks: 3),
        new(Expansion: 6, Kernel: 5, Stride: 1, Outputs: 112, Blocks: 3),
        new(Expansion: 6, Kernel: 5, Stride: 2, Outputs: 192, Blocks: 4),
        new(Expansion: 6, Kernel: 3, Stride: 1, Outputs: 320, Blocks: 1),
    ];

    /// <inheritdoc/>
    public BackboneDescription Describe(string name) => new()
    {
        Name = name,
        Features = LastOutputs,
        MinimumImageSize = 32,
        PublishedImageSize = 224,
        SkipsBlocks = true,
        Parameters = ModuleParameters.Of(() => Create(META)),
        StageContainers = ["features"],
        ClassifierPrefixes = ["classifier."],
        LinearClassifier = "classifier.1",
    };

    /// <inheritdoc/>
    public Backbone CreateBackbone() => ConvolutionInitialization.Kaiming(Create(CPU), nn.init.FanInOut.FanOut);

    private static ChainBackbone Create(Device device) => new(nameof(EfficientNetB0Architecture), ("features", nn.Sequential(Layers(device))));

    private static IEnumerable<nn.Module<Tensor, Tensor>> Layers(Device device)
    {
        yield return NormalizedConvolution.WithSilu(3, StemOutputs, kernel: 3, stride: 2, groups: 1, device);
        var (inputs, block, blocks) = (StemOutputs, 0, Stages.Sum(stage => stage.Blocks));
        foreach (var stage in Stages)
        {
            var layers = new List<nn.Module<Tensor, Tensor>>();
            for (var index = 0; index < stage.Blocks; index++)
            {
                var stride = index == 0 ? stage.Stride : 1;
                layers.Add(new InvertedBottleneck(
                    inputs, stage.Outputs, stage.Expansion, stage.Kernel, stride, StochasticDepth * block++ / blocks, device));
                inputs = stage.Outputs;
            }
            yield return nn.Sequential(layers);
        }
        yield return NormalizedConvolution.WithSilu(inputs, LastOutputs, kernel: 1, stride: 1, groups: 1, device);
    }

    private sealed record Stage(int Expansion, int Kernel, int Stride, int Outputs, int Blocks);
}
