using Harness.Models.BatchNormalization;
using Harness.Models.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.DenseNets;

/// <summary>A 1×1 and a 3×3 convolution, each with batch norm and ReLU before it.</summary>
internal sealed class DenseLayer : nn.Module<Tensor, Tensor>, IOnnxModule
{
    // The width between the convolutions, in units of what the layer adds.
    private const int BottleneckFactor = 4;

    private readonly BatchNorm2d _norm1;
    private readonly Conv2d _conv1;
    private readonly BatchNorm2d _norm2;
    private readonly Conv2d _conv2;

    /// <summary>Builds a layer.</summary>
    /// <param name="inputs">The channels that go in.</param>
    /// <param name="growth">The channels that come out.</param>
    /// <param name="device">Where its tensors are made.</param>
    public DenseLayer(int inputs, int growth, Device device) : base(nameof(DenseLayer))
    {
        var width = BottleneckFactor * growth;
        register_module("norm1", _norm1 = nn.BatchNorm2d(inputs, device: device));
        register_module("conv1", _conv1 = nn.Conv2d(inputs, width, 1, bias: false, device: device));
        register_module("norm2", _norm2 = nn.BatchNorm2d(width, device: device));
        register_module("conv2", _conv2 = nn.Conv2d(width, growth, 3, padding: 1, bias: false, device: device));
    }

    /// <summary>Applies the layer.</summary>
    /// <param name="input">[N, C, H, W]; neither changed nor disposed.</param>
    /// <returns>[N, growth, H, W]. The caller disposes it.</returns>
    public override Tensor forward(Tensor input)
    {
        using var first = BatchNormCall.Of(_norm1, input, AfterBatchNorm.Relu);
        using var narrow = MixedPrecision.Call(_conv1, first);
        using var second = BatchNormCall.Of(_norm2, narrow, AfterBatchNorm.Relu, mayOverwrite: true);
        return MixedPrecision.Call(_conv2, second);
    }

    /// <inheritdoc/>
    public OnnxValue ToOnnx(OnnxGraph graph, OnnxValue input)
    {
        var first = graph.Relu(graph.Layers(input, [_norm1]));
        var second = graph.Relu(graph.Layers(first, [_conv1, _norm2]));
        return graph.Layers(second, [_conv2]);
    }
}
