namespace Harness.Models.Onnx;

/// <summary>The operations without weights that networks are made of, each as libtorch computes it.</summary>
internal static class OnnxOperations
{
    /// <summary>max(x, 0).</summary>
    public static OnnxValue Relu(this OnnxGraph graph, OnnxValue input) => graph.Add("Relu", [input], input.Rank);

    /// <summary>min(max(x, 0), 6).</summary>
    public static OnnxValue Relu6(this OnnxGraph graph, OnnxValue input) => graph.Add("Clip", [input, graph.Number(0), graph.Number(6)], input.Rank);

    /// <summary>1/(1 + exp(−x)).</summary>
    public static OnnxValue Sigmoid(this OnnxGraph graph, OnnxValue input) => graph.Add("Sigmoid", [input], input.Rank);

    /// <summary>x/(1 + exp(−x)).</summary>
    public static OnnxValue Silu(this OnnxGraph graph, OnnxValue input) => graph.Multiply(input, graph.Sigmoid(input));

    /// <summary>x/2·(1 + erf(x/√2)): ONNX has no operation of its own for it before version 20 of its operators.</summary>
    public static OnnxValue Gelu(this OnnxGraph graph, OnnxValue input)
    {
        var error = graph.Add("Erf", [graph.Divide(input, graph.Number(Math.Sqrt(2)))], input.Rank);
        return graph.Multiply(graph.Multiply(input, graph.Sum(error, graph.Number(1))), graph.Number(0.5));
    }

    /// <summary>a + b; the right one is stretched to the shape of the left one.</summary>
    public static OnnxValue Sum(this OnnxGraph graph, OnnxValue left, OnnxValue right) => graph.Add("Add", [left, right], left.Rank);

    /// <summary>a − b; the right one is stretched to the shape of the left one.</summary>
    public static OnnxValue Subtract(this OnnxGraph graph, OnnxValue left, OnnxValue right) => graph.Add("Sub", [left, right], left.Rank);

    /// <summary>a·b, element by element; the right one is stretched to the shape of the left one.</summary>
    public static OnnxValue Multiply(this OnnxGraph graph, OnnxValue left, OnnxValue right) => graph.Add("Mul", [left, right], left.Rank);

    /// <summary>a/b; the right one is stretched to the shape of the left one.</summary>
    public static OnnxValue Divide(this OnnxGraph graph, OnnxValue left, OnnxValue right) => graph.Add("Div", [left, right], left.Rank);

    /// <summary>Multiplies matrices, which the last two dimensions are.</summary>
    public static OnnxValue MatrixProduct(this OnnxGraph graph, OnnxValue left, OnnxValue right) => graph.Add("MatMul", [left, right], left.Rank);

    /// <summary>The largest value in each window.</summary>
    public static OnnxValue MaxPool(this OnnxGraph graph, OnnxValue input, OnnxWindow window) =>
        graph.Add("MaxPool", [input], input.Rank, window.Attributes);

    /// <summary>The mean of each window, in which padding counts as zeros.</summary>
    public static OnnxValue AveragePool(this OnnxGraph graph, OnnxValue input, OnnxWindow window) =>
        graph.Add("AveragePool", [input], input.Rank, [.. window.Attributes, OnnxAttribute.Of("count_include_pad", 1L)]);

    /// <summary>The mean over height and width, which become 1.</summary>
    public static OnnxValue GlobalAveragePool(this OnnxGraph graph, OnnxValue input) => graph.Add("GlobalAveragePool", [input], input.Rank);

    /// <summary>The maximum over height and width, which become 1.</summary>
    public static OnnxValue GlobalMaxPool(this OnnxGraph graph, OnnxValue input) => graph.Add("GlobalMaxPool", [input], input.Rank);

    /// <summary>Joins channels.</summary>
    public static OnnxValue Concat(this OnnxGraph graph, params IReadOnlyList<OnnxValue> inputs) =>
        graph.Add("Concat", inputs, inputs[0].Rank, [OnnxAttribute.Of("axis", 1L)]);

    /// <summary>[N, …] as [N, F].</summary>
    public static OnnxValue Flatten(this OnnxGraph graph, OnnxValue input) => graph.Add("Flatten", [input], rank: 2, [OnnxAttribute.Of("axis", 1L)]);

    /// <summary>The same elements in another shape.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The elements.</param>
    /// <param name="shape">The shape; 0 keeps the size at its position, one size may be −1 for the rest.</param>
    public static OnnxValue Reshape(this OnnxGraph graph, OnnxValue input, params long[] shape) =>
        graph.Add("Reshape", [input, graph.Sizes(shape)], shape.Length);

    /// <summary>The dimensions in another order.</summary>
    public static OnnxValue Transpose(this OnnxGraph graph, OnnxValue input, params long[] order) =>
        graph.Add("Transpose", [input], input.Rank, [OnnxAttribute.Of("perm", order)]);

    /// <summary>One place of a dimension, which is gone afterwards.</summary>
    public static OnnxValue Select(this OnnxGraph graph, OnnxValue input, int dimension, int place) =>
        graph.Add("Gather", [input, graph.Index(place)], input.Rank - 1, [OnnxAttribute.Of("axis", (long)dimension)]);

    /// <summary>Puts zeros before the elements.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The elements.</param>
    /// <param name="counts">How many zeros, dimension by dimension.</param>
    public static OnnxValue PadBefore(this OnnxGraph graph, OnnxValue input, params long[] counts) =>
        graph.Add("Pad", [input, graph.Sizes([.. counts, .. new long[counts.Length]])], input.Rank);

    /// <summary>exp(x) as fractions of their sum, over the last dimension.</summary>
    public static OnnxValue Softmax(this OnnxGraph graph, OnnxValue input) => graph.Add("Softmax", [input], input.Rank, [OnnxAttribute.Of("axis", -1L)]);
}
