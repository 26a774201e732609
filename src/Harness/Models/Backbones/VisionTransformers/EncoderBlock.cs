using Harness.Libtorch;
using Harness.Models.Onnx;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.VisionTransformers;

/// <summary>Self-attention and a perceptron, each after a layer norm and added to its input. torchvision's dropout of probability 0 is left out.</summary>
internal sealed class EncoderBlock : nn.Module<Tensor, Tensor>, IOnnxModule
{
    private const int Heads = 12;
    private const int PerceptronFactor = 4;

    [ComponentName(Name = "ln_1")]
    private readonly LayerNorm _attentionNorm;

    [ComponentName(Name = "self_attention")]
    private readonly SelfAttention _attention;

    [ComponentName(Name = "ln_2")]
    private readonly LayerNorm _perceptronNorm;

    [ComponentName(Name = "mlp")]
    private readonly Sequential _perceptron;

    /// <summary>Builds a block.</summary>
    /// <param name="width">The length of a token.</param>
    /// <param name="normEpsilon">What layer norm adds to the variance.</param>
    /// <param name="device">Where its tensors are made.</param>
    public EncoderBlock(int width, double normEpsilon, Device device) : base(nameof(EncoderBlock))
    {
        _attentionNorm = nn.LayerNorm(width, normEpsilon, device: device);
        _attention = new(width, Heads, device);
        _perceptronNorm = nn.LayerNorm(width, normEpsilon, device: device);
        // The numbers are those of torchvision, which counts its dropout layers too.
        _perceptron = nn.Sequential(
            ("0", PerceptronLayer(width, width * PerceptronFactor, device)),
            ("1", nn.GELU()),
            ("3", PerceptronLayer(width * PerceptronFactor, width, device)));
        RegisterComponents();
    }

    /// <summary>Applies the block.</summary>
    /// <param name="tokens">[N, S, E]; neither changed nor disposed.</param>
    /// <returns>[N, S, E]. The caller disposes it.</returns>
    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        var attended = tokens.Plus(_attention.call(MixedPrecision.Call(_attentionNorm, tokens)));
        var transformed = MixedPrecision.Call(_perceptron, MixedPrecision.Call(_perceptronNorm, attended));
        return attended.Plus(transformed).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public OnnxValue ToOnnx(OnnxGraph graph, OnnxValue input)
    {
        var attended = graph.Sum(input, graph.Layers(input, [_attentionNorm, _attention]));
        return graph.Sum(attended, graph.Layers(attended, [_perceptronNorm, _perceptron]));
    }

    private static nn.Module<Tensor, Tensor> PerceptronLayer(int inputs, int outputs, Device device)
    {
        var layer = nn.Linear(inputs, outputs, device: device);
        nn.init.xavier_uniform_(layer.weight);
        nn.init.normal_(layer.bias!, 0, 1e-6);
        return layer;
    }
}
