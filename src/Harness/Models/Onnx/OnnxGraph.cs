using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;
using static TorchSharp.torch;
using ElementType = Harness.Models.Onnx.TensorProto.Types.DataType;

namespace Harness.Models.Onnx;

/// <summary>
/// A network in the making as operations of ONNX. Operations and constants of modules are named as the modules are, others by their kind and counted; so the
/// same network gives the same graph.
/// </summary>
/// <param name="network">The network whose modules are going to be added.</param>
/// <param name="imageSize">The height and width of the images that it is to take, in pixels.</param>
internal sealed class OnnxGraph(nn.Module network, int imageSize)
{
    // The name of the first dimension of input and output, which may have any size.
    private const string Batch = "batch";

    private readonly GraphProto _graph = new() { Name = "network" };
    private readonly HashSet<string> _names = [];

    private readonly Dictionary<nn.Module, string> _paths =
        network.named_modules().DistinctBy(pair => pair.module).ToDictionary(pair => pair.module, pair => pair.name);

    /// <summary>The height and width of the images that the network is to take, in pixels.</summary>
    public int ImageSize => imageSize;

    /// <summary>Adds what the network takes.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>[batch, 3, size, size].</returns>
    public OnnxValue Images(string name)
    {
        _graph.Input.Add(Describe(name, 3, imageSize, imageSize));
        return new(Unused(name), Rank: 4);
    }

    /// <summary>Adds an operation.</summary>
    /// <param name="operation">What it is called in ONNX.</param>
    /// <param name="inputs">What it takes.</param>
    /// <param name="rank">The number of dimensions of what it gives.</param>
    /// <param name="attributes">Its settings.</param>
    /// <param name="layer">The module that it belongs to, which names it; null for none.</param>
    /// <returns>What it gives.</returns>
    public OnnxValue Add(string operation, IEnumerable<OnnxValue> inputs, int rank, IEnumerable<AttributeProto>? attributes = null, nn.Module? layer = null)
    {
        var name = Unused(layer is null ? operation : _paths[layer]);
        _graph.Node.Add(new NodeProto
        {
            Name = name,
            OpType = operation,
            Input = { inputs.Select(input => input.Name) },
            Output = { name },
            Attribute = { attributes ?? [] },
        });
        return new(name, rank);
    }

    /// <summary>Adds a constant that belongs to a module.</summary>
    /// <param name="owner">The module.</param>
    /// <param name="name">Its name in the module.</param>
    /// <param name="values">Its elements, on any device and with any strides; not disposed here.</param>
    /// <returns>The constant, float32.</returns>
    public OnnxValue Constant(nn.Module owner, string name, Tensor values) => Constant($"{_paths[owner]}.{name}", values);

    /// <summary>A number, which is kept once however often it is used.</summary>
    /// <param name="value">The number.</param>
    /// <returns>A constant without dimensions, float32.</returns>
    public OnnxValue Number(double value) => Shared(
        string.Create(CultureInfo.InvariantCulture, $"number_{(float)value:r}"), ElementType.Float, [], MemoryMarshal.AsBytes<float>([(float)value]));

    /// <summary>Whole numbers such as sizes, which are kept once however often they are used.</summary>
    /// <param name="values">The numbers.</param>
    /// <returns>A constant with one dimension, int64.</returns>
    public OnnxValue Sizes(params long[] values) =>
        Shared($"sizes_{string.Join('_', values)}", ElementType.Int64, [values.Length], MemoryMarshal.AsBytes<long>(values));

    /// <summary>A whole number such as a place, which is kept once however often it is used.</summary>
    /// <param name="value">The number.</param>
    /// <returns>A constant without dimensions, int64.</returns>
    public OnnxValue Index(long value) => Shared($"index_{value}", ElementType.Int64, [], MemoryMarshal.AsBytes<long>([value]));

    /// <summary>Ends the graph.</summary>
    /// <param name="result">What the last operation gives.</param>
    /// <param name="name">The name of the output.</param>
    /// <param name="width">How many values it has for each image.</param>
    /// <returns>The graph.</returns>
    public GraphProto Finish(OnnxValue result, string name, int width)
    {
        _graph.Node.Single(node => node.Output.Contains(result.Name)).Output[0] = Unused(name);
        _graph.Output.Add(Describe(name, width));
        return _graph;
    }

    private OnnxValue Constant(string name, Tensor values)
    {
        using var detached = values.detach();
        using var converted = detached.to(float32);
        using var local = converted.cpu();
        using var rowMajor = local.contiguous();
        var tensor = new TensorProto { Name = Unused(name), DataType = (int)ElementType.Float, Dims = { values.shape } };
        // The result of ToArray is not shared, so it need not be copied again.
        tensor.RawData = UnsafeByteOperations.UnsafeWrap(rowMajor.bytes.ToArray());
        _graph.Initializer.Add(tensor);
        return new(tensor.Name, values.shape.Length);
    }

    private OnnxValue Shared(string name, ElementType type, long[] shape, ReadOnlySpan<byte> elements)
    {
        if (_names.Add(name))
            _graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)type, Dims = { shape }, RawData = ByteString.CopyFrom(elements) });
        return new(name, shape.Length);
    }

    private string Unused(string name)
    {
        var candidate = name;
        for (var number = 2; !_names.Add(candidate); number++) candidate = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        return candidate;
    }

    private static ValueInfoProto Describe(string name, params IEnumerable<int> sizes)
    {
        var shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = Batch } } };
        shape.Dim.Add(sizes.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new() { Name = name, Type = new TypeProto { TensorType = new() { ElemType = (int)ElementType.Float, Shape = shape } } };
    }
}
