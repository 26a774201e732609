namespace Harness.Models.Weights.Pickle;

/// <summary>The rules of torch.save: dictionaries, storages and tensors are built, everything else is refused by name.</summary>
/// <param name="path">The file, for error messages.</param>
internal sealed class TorchPickleRules(string path) : IPickleRules
{
    private static readonly Dictionary<string, WeightType> StorageTypes = new()
    {
        ["torch.FloatStorage"] = WeightType.Float32,
        ["torch.HalfStorage"] = WeightType.Float16,
        ["torch.BFloat16Storage"] = WeightType.BFloat16,
        ["torch.DoubleStorage"] = WeightType.Float64,
        ["torch.LongStorage"] = WeightType.Int64,
        ["torch.IntStorage"] = WeightType.Int32,
        ["torch.ShortStorage"] = WeightType.Int16,
        ["torch.CharStorage"] = WeightType.Int8,
        ["torch.ByteStorage"] = WeightType.UInt8,
        ["torch.BoolStorage"] = WeightType.Bool,
    };

    private static readonly Dictionary<string, Func<object?[], object?>> Functions = new()
    {
        ["collections.OrderedDict"] = OrderedDictionary,
        ["torch._utils._rebuild_tensor"] = RebuildTensor,
        ["torch._utils._rebuild_tensor_v2"] = RebuildTensor,
        ["torch._utils._rebuild_parameter"] = RebuildParameter,
        ["torch.Size"] = static arguments => Argument<object?[]>(arguments, 0),
        ["torch.device"] = static _ => new PickleOpaque("torch.device"),
    };

    // Named by checkpoints that keep their settings beside the tensors.
    private static readonly HashSet<string> ElementTypes =
    [
        .. new[]
            {
                "float32", "float", "float16", "half", "bfloat16", "float64", "double", "int64", "long", "int32", "int16", "int8", "uint8", "bool",
            }
            .Select(name => $"torch.{name}"),
    ];

    private readonly Dictionary<string, PickleStorage> _storages = [];

    /// <summary>The storages that the pickle refers to, by key.</summary>
    public IReadOnlyDictionary<string, PickleStorage> Storages => _storages;

    public PickleGlobal Global(string name) =>
        Functions.ContainsKey(name) || StorageTypes.ContainsKey(name) || ElementTypes.Contains(name)
            ? new(name)
            : throw WeightFileError.Refused(path, name);

    public object? Call(PickleGlobal function, object?[] arguments) => Functions.TryGetValue(function.Name, out var call)
        ? call(arguments)
        : throw new InvalidDataException($"the pickle calls {function.Name}");

    // ('storage', type, key, location, elements) and, in legacy files, a view (key, offset, elements) or None.
    public object? Persistent(object? identifier)
    {
        if (identifier is not object?[] { Length: 5 or 6 } parts || parts[0] is not "storage")
            throw new InvalidDataException("the pickle refers to something that is no storage");
        var typeName = Argument<PickleGlobal>(parts, 1).Name;
        if (!StorageTypes.TryGetValue(typeName, out var type))
            throw new InvalidDataException($"the pickle has a storage of the type {typeName}");
        var storage = new PickleStorage(Argument<string>(parts, 2), type, Count(parts, 4));
        if (!_storages.TryAdd(storage.Key, storage) && _storages[storage.Key] != storage)
            throw new InvalidDataException($"the pickle describes the storage '{storage.Key}' in two ways");
        return parts.Length == 6 && parts[5] is object?[] view ? storage with { Offset = Count(view, 1) } : storage;
    }

    private static PickleDictionary OrderedDictionary(object?[] arguments)
    {
        var dictionary = new PickleDictionary();
        if (arguments.Length == 0) return dictionary;
        foreach (var pair in Argument<List<object?>>(arguments, 0))
        {
            var (key, value) = pair switch
            {
                object?[] { Length: 2 } tuple => (tuple[0], tuple[1]),
                List<object?> { Count: 2 } list => (list[0], list[1]),
                _ => (null, null),
            };
            dictionary.Set(key ?? throw new InvalidDataException("the pickle makes a dictionary of something else than pairs"), value);
        }
        return dictionary;
    }

    // (storage, offset, size, stride) and further arguments about gradients, which weights do not need.
    private static PickleTensor RebuildTensor(object?[] arguments)
    {
        var storage = Argument<PickleStorage>(arguments, 0);
        var (shape, strides) = (Counts(arguments, 2), Counts(arguments, 3));
        if (shape.Length != strides.Length)
            throw new InvalidDataException($"the pickle has a tensor of {shape.Length} dimensions and {strides.Length} strides");
        return new(storage, checked(storage.Offset + Count(arguments, 1)), shape, strides);
    }

    private static PickleTensor RebuildParameter(object?[] arguments) => Argument<PickleTensor>(arguments, 0);

    private static T Argument<T>(object?[] arguments, int index) => index < arguments.Length && arguments[index] is T value
        ? value
        : throw new InvalidDataException($"the pickle has no {typeof(T).Name} where one belongs");

    private static long Count(object?[] arguments, int index)
    {
        var count = Argument<long>(arguments, index);
        return count >= 0 ? count : throw new InvalidDataException($"the pickle has a negative size or stride: {count}");
    }

    private static long[] Counts(object?[] arguments, int index)
    {
        var numbers = Argument<object?[]>(arguments, index);
        return [.. Enumerable.Range(0, numbers.Length).Select(i => Count(numbers, i))];
    }
}
