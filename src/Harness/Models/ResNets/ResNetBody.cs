using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.ResNets;

/// <summary>A ResNet up to its last feature map: without the average pooling and the classifier.</summary>
public sealed class ResNetBody : nn.Module<Tensor, Tensor>
{
    // What torchvision's networks end with; see DrawClassifier.
    private const int ClassifierClasses = 1000;

    private readonly ConvolutionUnit _stem;
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
        foreach (var unit in stages.SelectMany(blocks => blocks).SelectMany(block => block.Units).Prepend(_stem)) unit.Initialize();
    }

    /// <summary>Computes the feature map.</summary>
    /// <param name="images">[N, 3, H, W], float32, normalised; neither changed nor disposed.</param>
    /// <returns>[N, C, H/32, W/32], not negative. The caller disposes it.</returns>
    public override Tensor forward(Tensor images)
    {
        var features = ForwardStem(images);
        foreach (var stage in _stages)
        {
            var next = stage.call(features);
            features.Dispose();
            features = next;
        }
        return features;
    }

    private Tensor ForwardStem(Tensor images)
    {
        using var normalized = _stem.Forward(images);
        normalized.relu_();
        return nn.functional.max_pool2d(normalized, 3, stride: 2, padding: 1);
    }

    // torchvision draws all layers once, the classifier too, before it draws the convolutions anew.
    // Leaving the classifier out would shift the random numbers of all that follows.
    private static void DrawClassifier(int features) => nn.Linear(features, ClassifierClasses).Dispose();
}
