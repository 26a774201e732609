using Harness.Libtorch;
using Harness.Models.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.VisionTransformers;

/// <summary>Adds the positional embedding to tokens and sends them through all blocks and a layer norm.</summary>
internal sealed class Encoder : nn.Module<Tensor, Tensor>, IOnnxModule
{
    private const int Blocks = 12;

    // That of torchvision's layer norms; PyTorch's own default is ten times as large.
    private const double NormEpsilon = 1e-6;

    [ComponentName(Name = "pos_embedding")]
    private readonly Parameter _positions;

    [ComponentName(Name = "layers")]
    private readonly Sequential _layers;

    [ComponentName(Name = "ln")]
    private readonly LayerNorm _norm;

    /// <summary>Builds the encoder.</summary>
    /// <param name="tokens">The number of tokens of an image.</param>
    /// <param name="width">The length of a token.</param>
    /// <param name="device">Where its tensors are made.</param>
    public Encoder(int tokens, int width, Device device) : base(nameof(Encoder))
    {
        _positions = nn.Parameter(empty(1, tokens, width, device: device));
        nn.init.normal_(_positions, 0, 0.02);
        _layers = nn.Sequential(Enumerable.Range(0, Blocks).Select(index =>
            ($"encoder_layer_{index}", (nn.Module<Tensor, Tensor>)new EncoderBlock(width, NormEpsilon, device))));
        _norm = nn.LayerNorm(width, NormEpsilon, device: device);
        RegisterComponents();
    }

    /// <summary>Encodes tokens.</summary>
    /// <param name="tokens">[N, S, E]; neither changed nor disposed.</param>
    /// <returns>[N, S, E]. The caller disposes it.</returns>
    public override Tensor forward(Tensor tokens)
    {
        using var positions = _positions.to(tokens.dtype);
        using var placed = tokens.Plus(positions);
        using var encoded = _layers.call(placed);
        return MixedPrecision.Call(_norm, encoded);
    }

    /// <inheritdoc/>
    public OnnxValue ToOnnx(OnnxGraph graph, OnnxValue input)
    {
        var placed = graph.Sum(input, graph.Constant(this, "pos_embedding", _positions));
        return graph.Layers(placed, [_layers, _norm]);
    }
}
