using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.ResNets;

/// <summary>What distinguishes one ResNet from another. Names, shapes and the network itself follow from it.</summary>
/// <param name="Block">The kind of blocks.</param>
/// <param name="Layers">The number of blocks in each of the four stages.</param>
/// <param name="Width">The channels of the stem and the width of the first stage; each later stage is twice as wide.</param>
/// <remarks>Source: "Deep Residual Learning for Image Recognition" (arXiv:1512.03385), with torchvision's names.</remarks>
public sealed record ResNetArchitecture(ResNetBlockKind Block, IReadOnlyList<int> Layers, int Width) : IArchitecture
{
    /// <summary>resnet18.</summary>
    public static readonly ResNetArchitecture ResNet18 = new(ResNetBlockKind.Basic, [2, 2, 2, 2], 64) { TorchVision = static () => torchvision.models.resnet18() };

    /// <summary>resnet34.</summary>
    public static readonly ResNetArchitecture ResNet34 = new(ResNetBlockKind.Basic, [3, 4, 6, 3], 64) { TorchVision = static () => torchvision.models.resnet34() };

    /// <summary>resnet50.</summary>
    public static readonly ResNetArchitecture ResNet50 = new(ResNetBlockKind.Bottleneck, [3, 4, 6, 3], 64) { TorchVision = static () => torchvision.models.resnet50() };

    /// <summary>resnet101.</summary>
    public static readonly ResNetArchitecture ResNet101 = new(ResNetBlockKind.Bottleneck, [3, 4, 23, 3], 64) { TorchVision = static () => torchvision.models.resnet101() };

    /// <summary>resnet152.</summary>
    public static readonly ResNetArchitecture ResNet152 = new(ResNetBlockKind.Bottleneck, [3, 8, 36, 3], 64) { TorchVision = static () => torchvision.models.resnet152() };

    /// <summary>resnet18 with half of every width, for small images and fast comparisons.</summary>
    public static readonly ResNetArchitecture ResNet18Half = new(ResNetBlockKind.Basic, [2, 2, 2, 2], 32);

    /// <summary>
    /// Microsoft's resnet18 with a third block in its last stage, which subtracts a mean image. Its weights come from
    /// <see cref="Weights.Packaged.CntkResNet18"/>.
    /// </summary>
    /// <remarks>
    /// CNTK pads a convolution or pooling of stride 2 that halves an even size before the image only as much as torchvision pads on both sides, and less
    /// after it (the stem 3 and 2, the others 1 and 0). What torchvision also pads there, no window reaches: the two give the same.
    /// </remarks>
    public static readonly ResNetArchitecture ResNet18Cntk = new(ResNetBlockKind.Basic, [2, 2, 2, 3], 64) { SubtractsMeanImage = true };

    /// <summary>Whether the network begins by subtracting an image from every image.</summary>
    internal bool SubtractsMeanImage { get; init; }

    /// <summary>Makes the network of the package TorchVision; null if it has none.</summary>
    internal Func<nn.Module>? TorchVision { get; init; }

    /// <summary>The stem's convolution and batch norm.</summary>
    internal ConvolutionPlan Stem => new("conv1", "bn1", 3, Width, 7, 2);

    /// <summary>The channels of the feature map.</summary>
    internal int Features => Stages()[^1][^1].Outputs;

    /// <inheritdoc/>
    public BackboneDescription Describe(string name) => new()
    {
        Name = name,
        Features = Features,
        MinimumImageSize = 32,
        PublishedImageSize = 224,
        ComputesInBFloat16 = true,
        HasWinograd = true,
        Revision = 2,
        Parameters = [.. Convolutions(isProjectionFirst: false).SelectMany(plan => plan.Describe())],
        ClassifierPrefixes = ["fc."],
        LinearClassifier = "fc",
        Constants = SubtractsMeanImage ? new Dictionary<string, IReadOnlyList<long>> { [MeanImage.Name] = MeanImage.Shape } : [],
    };

    /// <inheritdoc/>
    public Backbone CreateBackbone() => new ResNetBackbone(this);

    /// <summary>The blocks of the stages <c>layer1</c> to <c>layer4</c>.</summary>
    internal IReadOnlyList<IReadOnlyList<BlockPlan>> Stages()
    {
        var (stages, channels) = (new List<IReadOnlyList<BlockPlan>>(), Width);
        for (var stage = 0; stage < Layers.Count; stage++)
        {
            var blocks = new List<BlockPlan>();
            for (var block = 0; block < Layers[stage]; block++)
            {
                // The first block of every stage but the first halves the size.
                var stride = stage > 0 && block == 0 ? 2 : 1;
                blocks.Add(BlockPlan.Of(Block, channels, Width << stage, stride));
                channels = blocks[^1].Outputs;
            }
            stages.Add(blocks);
        }
        return stages;
    }

    /// <summary>All convolutions with the batch norm after each, under their names in the network.</summary>
    /// <param name="isProjectionFirst">Whether a block's projection comes before its path; otherwise it comes after it.</param>
    internal IEnumerable<ConvolutionPlan> Convolutions(bool isProjectionFirst)
    {
        yield return Stem;
        foreach (var (stage, blocks) in Stages().Index())
        {
            foreach (var (index, block) in blocks.Index())
            {
                foreach (var plan in block.Convolutions(isProjectionFirst)) yield return plan.Inside(Prefix(stage, index));
            }
        }
    }

    /// <summary>The name of a stage.</summary>
    /// <param name="stage">Counted from 0.</param>
    internal static string StageName(int stage) => $"layer{stage + 1}";

    /// <summary>The name of a block followed by a dot.</summary>
    /// <param name="stage">Its stage, counted from 0.</param>
    /// <param name="block">Its place in the stage, counted from 0.</param>
    internal static string Prefix(int stage, int block) => $"{StageName(stage)}.{block}.";
}
