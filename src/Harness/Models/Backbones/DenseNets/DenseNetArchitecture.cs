using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.DenseNets;

/// <summary>What distinguishes one DenseNet from another.</summary>
/// <param name="Layers">The number of layers in each of the four dense blocks.</param>
/// <param name="StemOutputs">The channels of the stem.</param>
/// <param name="Growth">The channels that each layer adds.</param>
/// <remarks>Source: "Densely Connected Convolutional Networks" (arXiv:1608.06993), with torchvision's names.</remarks>
public sealed partial record DenseNetArchitecture(IReadOnlyList<int> Layers, int StemOutputs, int Growth) : IArchitecture
{
    /// <summary>densenet121.</summary>
    public static readonly DenseNetArchitecture DenseNet121 = new([6, 12, 24, 16], StemOutputs: 64, Growth: 32);

    /// <summary>densenet161.</summary>
    public static readonly DenseNetArchitecture DenseNet161 = new([6, 12, 36, 24], StemOutputs: 96, Growth: 48);

    /// <inheritdoc/>
    public BackboneDescription Describe(string name)
    {
        var parameters = ModuleParameters.Of(() => Create(META));
        return new()
        {
            Name = name,
            // The last parameter is the bias of the last batch norm.
            Features = (int)parameters[^1].Shape[0],
            MinimumImageSize = 32,
            PublishedImageSize = 224,
            ComputesInBFloat16 = true,
            Revision = 2,
            Parameters = parameters,
            StageContainers = ["features"],
            ClassifierPrefixes = ["classifier."],
            LinearClassifier = "classifier",
        };
    }

    /// <inheritdoc/>
    public Backbone CreateBackbone() => ConvolutionInitialization.Kaiming(Create(CPU), nn.init.FanInOut.FanIn);

    /// <inheritdoc/>
    public string CurrentName(string name) => DottedLayer().Replace(name, "$1$2");

    // torchvision applies the last ReLU outside of 'features'; it belongs to the feature map, since the classifier was trained on what it gives.
    private ChainBackbone Create(Device device) =>
        new(nameof(DenseNetArchitecture), ("features", nn.Sequential(Stages(device))), ("relu", nn.ReLU(inplace: true)))
        {
            TakesBFloat16 = true,
        };

    private IEnumerable<(string Name, nn.Module<Tensor, Tensor> Module)> Stages(Device device)
    {
        yield return ("conv0", nn.Conv2d(3, StemOutputs, 7, stride: 2, padding: 3, bias: false, device: device));
        yield return ("norm0", nn.BatchNorm2d(StemOutputs, device: device));
        yield return ("relu0", nn.ReLU(inplace: true));
        yield return ("pool0", nn.MaxPool2d(3, stride: 2, padding: 1));
        var features = StemOutputs;
        foreach (var (index, layers) in Layers.Index())
        {
            yield return ($"denseblock{index + 1}", new DenseBlock(layers, features, Growth, device));
            features += layers * Growth;
            if (index == Layers.Count - 1) break;
            yield return ($"transition{index + 1}", Transition(features, device));
            features /= 2;
        }
        yield return ("norm5", nn.BatchNorm2d(features, device: device));
    }

    // Between two blocks: half the channels, half the size.
    private static nn.Module<Tensor, Tensor> Transition(int inputs, Device device) => nn.Sequential(
        ("norm", nn.BatchNorm2d(inputs, device: device)),
        ("relu", nn.ReLU(inplace: true)),
        ("conv", nn.Conv2d(inputs, inputs / 2, 1, bias: false, device: device)),
        ("pool", nn.AvgPool2d(2)));

    // The published files are older than the rule that names of modules have no dots: denselayer1.norm.1.weight is today's denselayer1.norm1.weight.
    [GeneratedRegex(@"^(.*\.denselayer\d+\.(?:norm|conv))\.([12]\.)")]
    private static partial Regex DottedLayer();
}
