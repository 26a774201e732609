using System.Runtime.InteropServices;
using Google.Protobuf;
using Harness.Models.Onnx;

namespace Harness.Models.Weights.Onnx;

/// <summary>The operations and constants of an ONNX file.</summary>
internal sealed class OnnxNetwork
{
    private readonly Dictionary<string, TensorProto> _constants;

    private OnnxNetwork(GraphProto graph)
    {
        Nodes = graph.Node;
        _constants = graph.Initializer.ToDictionary(tensor => tensor.Name);
    }

    /// <summary>The operations, in an order in which they can run.</summary>
    public IReadOnlyList<NodeProto> Nodes { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The network, in memory.</returns>
    /// <exception cref="Diagnostics.HarnessException">The file is missing, damaged or no ONNX file.</exception>
    public static OnnxNetwork Read(string path) => WeightFileError.Guard(path, () =>
    {
        using var file = FileRange.Open(path);
        try
        {
            return new OnnxNetwork(ModelProto.Parser.ParseFrom(file).Graph ?? throw new InvalidDataException("it holds no network"));
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or ArgumentException)
        {
            throw new InvalidDataException("it is not an ONNX file", error);
        }
    });

    /// <summary>The elements of a constant.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Shape and elements, row-major.</returns>
    /// <exception cref="InvalidDataException">There is no such constant, or it does not hold as many floats as its shape says.</exception>
    public (IReadOnlyList<long> Shape, float[] Values) Floats(string name)
    {
        if (!_constants.TryGetValue(name, out var tensor)) throw new InvalidDataException($"it has no constant '{name}'");
        if (tensor.DataType != (int)TensorProto.Types.DataType.Float) throw new InvalidDataException($"the elements of '{name}' are not floats");
        var values = tensor.RawData.IsEmpty ? [.. tensor.FloatData] : MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();
        return values.Length == Shapes.Count(tensor.Dims)
            ? (tensor.Dims, values)
            : throw new InvalidDataException($"'{name}' has {values.Length} elements and the shape {Shapes.Text(tensor.Dims)}");
    }
}
