using Harness.Models.BatchNormalization;
using Harness.Models.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.ResNets;

/// <summary>A ResNet up to its last feature map: without the average pooling and the classifier.</summary>
public sealed class ResNetBackbone : Backbone
{
    private readonly ConvolutionUnit _stem;
    private readonly IReadOnlyList<ResNetBlock> _blocks;
    private readonly Sequential[] _stages;

    /// <summary>Builds a backbone with the random weights that torchvision draws: a seed gives exactly the same ones.</summary>
    /// <param name="architecture">Which ResNet.</param>
    public ResNetBackbone(ResNetArchitecture architecture) : base(nameof(ResNetBackbone))
    {
        var layers = ResNetLayers.Of(architecture);
        _stem = new(architecture.Stem, layers, string.Empty);
        register_module(architecture.Stem.Convolution, _stem.Convolution);
        register_module(architecture.Stem.BatchNorm, _stem.BatchNorm);
        var stages = architecture.Stages()
            .Select((blocks, stage) => blocks.Select((plan, block) => new ResNetBlock(plan, layers, ResNetArchitecture.Prefix(stage, block))).ToArray())
            .ToArray();
        if (architecture.SubtractsMeanImage) register_buffer(MeanImage.Name, zeros(MeanImage.Shape));
        _stages = [.. stages.Select(blocks => nn.Sequential(blocks))];
        foreach (var (index, stage) in _stages.Index()) register_module(ResNetArchitecture.StageName(index), stage);
        _blocks = [.. stages.SelectMany(blocks => blocks)];
    }

    /// <inheritdoc/>
    public override bool AllowsWinograd
    {
        get;
        set
        {
            field = value;
            _stem.AllowsWinograd = value;
            foreach (var unit in _blocks.SelectMany(block => block.Path.Units)) unit.AllowsWinograd = value;
        }
    }

    /// <summary>Computes the feature map.</summary>
    /// <param name="images">[N, 3, H, W], float32, normalized; neither changed nor disposed.</param>
    /// <returns>[N, C, H/32, W/32], float32, not negative. The caller disposes it.</returns>
    public override Tensor forward(Tensor images)
    {
        using var centered = MeanImage.Subtract(Mean, images);
        // Everything inside follows the type of its input. In float32 these are not copies.
        using var input = centered.to(Precision.ScalarType());
        var features = _stem.Forward(input, AfterBatchNorm.MaxPoolRelu);
        foreach (var stage in _stages)
        {
            var next = stage.call(features);
            features.Dispose();
            features = next;
        }
        return features.to(ScalarType.Float32, disposeAfter: true);
    }

    /// <inheritdoc/>
    internal override OnnxValue ToOnnx(OnnxGraph graph, OnnxValue images)
    {
        var centered = MeanImage.ToOnnx(graph, this, Mean, images);
        var pooled = graph.MaxPool(_stem.ToOnnx(graph, centered), OnnxWindow.Square(3, stride: 2, padding: 1));
        return _blocks.Aggregate(graph.Relu(pooled), (features, block) => block.ToOnnx(graph, features));
    }

    /// <inheritdoc/>
    protected override bool ComputesInBFloat16 => true;

    /// <inheritdoc/>
    public override IFoldedBackbone Fold(Precision precision = Precision.Float32) =>
        new FoldedResNet(Mean, _stem, _blocks.Select(block => block.Path), precision);

    // Looked up again: moving the backbone to another device replaces it.
    private Tensor? Mean => get_buffer(MeanImage.Name);
}
