using Harness.Models.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.EfficientNets;

/// <summary>Multiplies every channel by a factor that follows from the means of all channels.</summary>
/// <remarks>Source: "Squeeze-and-Excitation Networks" (arXiv:1709.01507), with SiLU inside.</remarks>
internal sealed class SqueezeExcitation : nn.Module<Tensor, Tensor>, IOnnxModule
{
    /// <summary>How many times narrower than the input of its block it is inside.</summary>
    public const int Reduction = 4;

    private readonly Conv2d _fc1;
    private readonly Conv2d _fc2;

    /// <summary>Builds the layer.</summary>
    /// <param name="channels">The channels that go in and come out.</param>
    /// <param name="squeezed">The channels inside.</param>
    /// <param name="device">Where its tensors are made.</param>
    public SqueezeExcitation(int channels, int squeezed, Device device) : base(nameof(SqueezeExcitation))
    {
        register_module("fc1", _fc1 = nn.Conv2d(channels, squeezed, 1, device: device));
        register_module("fc2", _fc2 = nn.Conv2d(squeezed, channels, 1, device: device));
    }

    /// <summary>Applies the layer.</summary>
    /// <param name="input">[N, C, H, W]; neither changed nor disposed.</param>
    /// <returns>The same shape. The caller disposes it.</returns>
    public override Tensor forward(Tensor input)
    {
        using var means = nn.functional.adaptive_avg_pool2d(input, 1);
        using var squeezed = _fc1.call(means);
        using var active = nn.functional.silu(squeezed);
        using var excited = _fc2.call(active);
        using var factors = excited.sigmoid();
        return input * factors;
    }

    /// <inheritdoc/>
    public OnnxValue ToOnnx(OnnxGraph graph, OnnxValue input)
    {
        var squeezed = graph.Layers(graph.GlobalAveragePool(input), [_fc1]);
        var excited = graph.Layers(graph.Silu(squeezed), [_fc2]);
        return graph.Multiply(input, graph.Sigmoid(excited));
    }
}
