using Harness.Models.BatchNormalization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Models.Onnx;

/// <summary>Writes a module of a package, whose class does not know ONNX.</summary>
/// <param name="graph">The graph.</param>
/// <param name="module">The module.</param>
/// <param name="input">What its <c>forward</c> takes.</param>
/// <returns>What its <c>forward</c> gives.</returns>
internal delegate OnnxValue ForeignModule(OnnxGraph graph, nn.Module module, OnnxValue input);

/// <summary>Adds layers with what is beside them folded in: batch norm goes into the convolution or linear layer before it, or the linear layer after it.</summary>
internal static class OnnxLayers
{
    /// <summary>Adds modules that run one after another.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">What the first takes.</param>
    /// <param name="modules">TorchSharp's layers, <see cref="IOnnxModule"/>s, sequences of them, and modules that <paramref name="foreign"/> knows.</param>
    /// <param name="foreign">Writes modules of other classes; null if there are none.</param>
    /// <returns>What the last gives.</returns>
    /// <exception cref="NotSupportedException">It is not known how to write one of the modules.</exception>
    public static OnnxValue Layers(this OnnxGraph graph, OnnxValue input, IEnumerable<nn.Module> modules, ForeignModule? foreign = null)
    {
        var (rest, value) = (new Queue<nn.Module>(modules.SelectMany(Flatten)), input);
        while (rest.TryDequeue(out var module))
        {
            value = module switch
            {
                IOnnxModule own => own.ToOnnx(graph, value),
                Conv2d convolution => Convolution(graph, value, convolution, Take<BatchNorm>(rest)),
                BatchNorm norm when Take<Linear>(rest) is { } linear => Linear(graph, value, norm, linear, Take<BatchNorm>(rest)),
                Linear linear => Linear(graph, value, null, linear, Take<BatchNorm>(rest)),
                BatchNorm norm => BatchNorm(graph, value, norm),
                LayerNorm norm => graph.LayerNorm(value, norm),
                ReLU => graph.Relu(value),
                ReLU6 => graph.Relu6(value),
                SiLU => graph.Silu(value),
                GELU { approximate: GELU.Approximate.none } => graph.Gelu(value),
                MaxPool2d { ceil_mode: false } pooling => graph.MaxPool(value, new(pooling.kernel_size, pooling.stride ?? pooling.kernel_size, pooling.padding ?? [0, 0])),
                AvgPool2d { ceil_mode: false, count_include_pad: true, divisor_override: null } pooling =>
                    graph.AveragePool(value, new(pooling.kernel_size, pooling.stride ?? pooling.kernel_size, pooling.padding ?? [0, 0])),
                LogSoftmax { dim: 1 } => graph.Add("LogSoftmax", [value], value.Rank, [OnnxAttribute.Of("axis", 1L)]),
                _ when foreign is not null => foreign(graph, module, value),
                _ => throw new NotSupportedException($"It is not known how a module of the class {module.GetType().Name} is written as ONNX."),
            };
        }
        return value;
    }

    /// <summary>Adds a linear layer.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">[…, inputs].</param>
    /// <param name="owner">The module whose constants weight and bias are.</param>
    /// <param name="weight">[outputs, inputs].</param>
    /// <param name="bias">[outputs].</param>
    /// <returns>[…, outputs].</returns>
    public static OnnxValue Linear(this OnnxGraph graph, OnnxValue input, nn.Module owner, Tensor weight, Tensor bias)
    {
        if (input.Rank == 2)
        {
            var (matrix, sums) = (graph.Constant(owner, "weight", weight), graph.Constant(owner, "bias", bias));
            return graph.Add("Gemm", [input, matrix, sums], input.Rank, [OnnxAttribute.Of("transB", 1L)], owner);
        }
        // Gemm takes nothing but matrices.
        using var transposed = weight.t();
        var product = graph.Add("MatMul", [input, graph.Constant(owner, "weight", transposed)], input.Rank, layer: owner);
        return graph.Sum(product, graph.Constant(owner, "bias", bias));
    }

    /// <summary>Adds a layer norm over the last dimension.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">[…, features].</param>
    /// <param name="layer">The layer.</param>
    /// <returns>The same shape.</returns>
    public static OnnxValue LayerNorm(this OnnxGraph graph, OnnxValue input, LayerNorm layer) => graph.Add(
        "LayerNormalization", [input, graph.Constant(layer, "weight", layer.weight), graph.Constant(layer, "bias", layer.bias!)], input.Rank,
        [OnnxAttribute.Of("axis", -1L), OnnxAttribute.Of("epsilon", layer.eps)], layer);

    /// <summary>Takes sequences apart, and leaves out what does nothing in evaluation mode.</summary>
    /// <param name="module">A sequence or another module.</param>
    /// <returns>The modules that are not sequences, in forward order.</returns>
    public static IEnumerable<nn.Module> Flatten(nn.Module module) => module switch
    {
        Sequential => module.children().SelectMany(Flatten),
        Dropout => [],
        _ => [module],
    };

    private static TLayer? Take<TLayer>(Queue<nn.Module> rest)
        where TLayer : nn.Module =>
        rest.TryPeek(out var next) && next is TLayer ? (TLayer)rest.Dequeue() : null;

    private static OnnxValue Convolution(OnnxGraph graph, OnnxValue input, Conv2d layer, BatchNorm? after)
    {
        if (layer is not { padding_mode: PaddingModes.Zeros, padding: { } padding })
            throw new NotSupportedException("Convolutions are written as ONNX only where they are padded with a number of zeros.");
        var (weight, bias) = after is null ? (layer.weight, layer.bias) : BatchNormFolding.After(layer.weight, layer.bias, after);
        var window = new OnnxWindow(layer.kernel_size, layer.stride, padding);
        var inputs = new List<OnnxValue> { input, graph.Constant(layer, "weight", weight) };
        if (bias is not null) inputs.Add(graph.Constant(layer, "bias", bias));
        return graph.Add(
            "Conv", inputs, input.Rank, [.. window.Attributes, OnnxAttribute.Of("dilations", layer.dilation), OnnxAttribute.Of("group", layer.groups)], layer);
    }

    private static OnnxValue Linear(OnnxGraph graph, OnnxValue input, BatchNorm? before, Linear layer, BatchNorm? after)
    {
        Tensor weight = layer.weight, bias = layer.bias!;
        if (before is not null) (weight, bias) = BatchNormFolding.Before(before, weight, bias);
        if (after is not null) (weight, bias) = BatchNormFolding.After(weight, bias, after);
        return graph.Linear(input, layer, weight, bias);
    }

    private static OnnxValue BatchNorm(OnnxGraph graph, OnnxValue input, BatchNorm layer)
    {
        var constants = new[]
        {
            graph.Constant(layer, "weight", layer.weight), graph.Constant(layer, "bias", layer.bias!),
            graph.Constant(layer, "running_mean", layer.running_mean!), graph.Constant(layer, "running_var", layer.running_var!),
        };
        return graph.Add("BatchNormalization", [input, .. constants], input.Rank, [OnnxAttribute.Of("epsilon", layer.eps)], layer);
    }
}
