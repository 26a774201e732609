using Harness.Libtorch;
using Harness.Models.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Harness.Models.Backbones.VisionTransformers;

/// <summary>Multi-head self-attention with the names of PyTorch's <c>MultiheadAttention</c>.</summary>
/// <remarks>
/// Source: "Attention Is All You Need" (arXiv:1706.03762). TorchSharp's own module takes no device and no batch-first input.
/// </remarks>
internal sealed class SelfAttention : nn.Module<Tensor, Tensor>, IOnnxModule
{
    private readonly int _heads;

    [ComponentName(Name = "in_proj_weight")]
    private readonly Parameter _inputWeight;

    [ComponentName(Name = "in_proj_bias")]
    private readonly Parameter _inputBias;

    [ComponentName(Name = "out_proj")]
    private readonly Linear _output;

    /// <summary>Builds the layer.</summary>
    /// <param name="width">The length of a token.</param>
    /// <param name="heads">The number of heads, which divides it.</param>
    /// <param name="device">Where its tensors are made.</param>
    public SelfAttention(int width, int heads, Device device) : base(nameof(SelfAttention))
    {
        _heads = heads;
        _inputWeight = nn.Parameter(empty(3 * width, width, device: device));
        _inputBias = nn.Parameter(zeros(3 * width, device: device));
        _output = nn.Linear(width, width, device: device);
        nn.init.xavier_uniform_(_inputWeight);
        nn.init.zeros_(_output.bias!);
        RegisterComponents();
    }

    /// <summary>Lets every token gather from all tokens of its image.</summary>
    /// <param name="tokens">[N, S, E]; neither changed nor disposed.</param>
    /// <returns>[N, S, E]. The caller disposes it.</returns>
    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        var (count, length, width) = (tokens.shape[0], tokens.shape[1], tokens.shape[2]);
        var headWidth = width / _heads;
        // Queries, keys and values, each [N, heads, S, E/heads].
        var projected = MixedPrecision.Project(tokens, _inputWeight, _inputBias)
            .reshape(count, length, 3, _heads, headWidth).permute(2, 0, 3, 1, 4).unbind(0);
        var gathered = Gather(projected[0], projected[1], projected[2]).transpose(1, 2).reshape(count, length, width);
        return MixedPrecision.Call(_output, gathered).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public OnnxValue ToOnnx(OnnxGraph graph, OnnxValue input)
    {
        var width = _inputWeight.shape[1];
        var headWidth = width / _heads;
        // Queries, keys and values, each [N, heads, S, E/heads].
        var projected = graph.Transpose(graph.Reshape(graph.Linear(input, this, _inputWeight, _inputBias), 0, 0, 3, _heads, headWidth), 2, 0, 3, 1, 4);
        var queries = graph.Divide(graph.Select(projected, 0, 0), graph.Number(Math.Sqrt(headWidth)));
        var similarities = graph.MatrixProduct(queries, graph.Transpose(graph.Select(projected, 0, 1), 0, 1, 3, 2));
        var gathered = graph.MatrixProduct(graph.Softmax(similarities), graph.Select(projected, 0, 2));
        return graph.Layers(graph.Reshape(graph.Transpose(gathered, 0, 2, 1, 3), 0, 0, width), [_output]);
    }

    // libtorch's fused attention never writes down all similarities: on a processor it takes a third of the time. On a GPU its gradients are not the same bits
    // every time.
    private static Tensor Gather(Tensor queries, Tensor keys, Tensor values)
    {
        if (queries.device_type == DeviceType.CPU) return nn.functional.scaled_dot_product_attention(queries, keys, values);
        var similarities = queries.DividedBy(Math.Sqrt(queries.shape[^1])).matmul(keys.transpose(-2, -1));
        return similarities.softmax(-1).matmul(values);
    }
}
