using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.ResNets;

/// <summary>A ResNet up to its last feature map: without the average pooling and the classifier.</summary>
public sealed class ResNetBody : Body
{
    // What torchvision's networks end with; see DrawClassifier.
    private const int ClassifierClasses = 1000;

    private readonly ConvolutionUnit _stem;
    private readonly IReadOnlyList<ResNetBlock> _blocks;
    private readonly Sequential[] _stages;

    /// <summary>Builds a body with the random weights that torchvision draws: a seed gives the very same ones.</summary>
    /// <param name="architecture">Which ResNet.</param>
    public ResNetBody(ResNetArchitecture architecture) : base(nameof(ResNetBody))
    {
        _stem = new(architecture.Stem);
        register_module(architecture.Stem.Convolution, _stem.Convolution);
        register_module(architecture.Stem.BatchNorm, _stem.BatchNorm);
        var stages = architecture.Stages().Select(stage => stage.Select(plan => new ResNetBlock(plan)).ToArray()).ToArray();
        _stages = [.. stages.Select(blocks => nn.Sequential(blocks))];
        foreach (var (index, stage) in _stages.Index()) register_module($"layer{index + 1}", stage);

        DrawClassifier(architecture.Features);
        _blocks = [.. stages.SelectMany(blocks => blocks)];
        foreach (var unit in _blocks.SelectMany(block => block.Path.Units).Prepend(_stem)) unit.Initialize();
    }

    /// <summary>Computes the feature map.</summary>
    /// <param name="images">[N, 3, H, W], float32, normalised; neither changed nor disposed.</param>
    /// <returns>[N, C, H/32, W/32], float32, not negative. The caller disposes it.</returns>
    public override Tensor forward(Tensor images)
    {
        // Everything inside follows the type of its input. In float32 these are no copies.
        using var input = images.to(Precision.ScalarType());
        var features = ForwardStem(_stem, input);
        foreach (var stage in _stages)
        {
            var next = stage.call(features);
            features.Dispose();
            features = next;
        }
        return features.to(ScalarType.Float32, disposeAfter: true);
    }

    /// <inheritdoc/>
    public override IFrozenBody Freeze(Precision precision = Precision.Float32) =>
        new FrozenResNetBody(_stem, _blocks.Select(block => block.Path), precision);

    /// <summary>The stem's convolution, its ReLU and the pooling.</summary>
    /// <param name="stem">The convolution and its batch norm, folded or not.</param>
    /// <param name="images">[N, 3, H, W]; neither changed nor disposed.</param>
    /// <returns>[N, C, H/4, W/4], not negative. The caller disposes it.</returns>
    internal static Tensor ForwardStem(IConvolutionUnit stem, Tensor images)
    {
        // The ReLU after the pooling gives the same numbers and gradients as before it, with a quarter of the work.
        using var normalized = stem.Forward(images);
        return nn.functional.max_pool2d(normalized, 3, stride: 2, padding: 1).relu_();
    }

    // torchvision draws all layers once, the classifier too, before it draws the convolutions anew.
    // Leaving the classifier out would shift the random numbers of all that follows.
    private static void DrawClassifier(int features) => nn.Linear(features, ClassifierClasses).Dispose();
}
