namespace Harness.Models.Weights.Pickle;

/// <summary>The rules of torch.save: dictionaries, storages and tensors are built; everything else is never made, and is represented by a <see cref="PickleObject"/>.</summary>
internal sealed class TorchPickleRules : IPickleRules
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

    // torch's own bound.
    private const int MaximumDimensions = 64;

    // A pickle can name one list many times, and each call copies it: honest files copy some thousands of elements.
    private const int MaximumCopies = 1_000_000;

    private readonly Dictionary<string, Function> _functions;
    private readonly Dictionary<string, PickleStorage> _storages = [];
    private readonly string _path;
    private int _copies;

    /// <summary>Makes the rules for one file.</summary>
    /// <param name="path">The file, for error messages.</param>
    public TorchPickleRules(string path)
    {
        _path = path;
        _functions = new()
        {
            ["collections.OrderedDict"] = new(1, OrderedDictionary),
            ["torch._utils._rebuild_tensor"] = new(4, RebuildTensor),
            ["torch._utils._rebuild_tensor_v2"] = new(4, RebuildTensor),
            ["torch._utils._rebuild_parameter"] = new(1, RebuildParameter),
            ["torch._utils._rebuild_parameter_with_state"] = new(1, RebuildParameter),
            ["torch._tensor._rebuild_from_type_v2"] = new(3, RebuildFromType),
            ["builtins.set"] = new(1, Set),
            ["__builtin__.set"] = new(1, Set),
            ["torch.Size"] = new(1, static arguments => Argument<object?[]>(arguments, 0)),
        };
    }

    /// <summary>The storages that the pickle refers to, by key.</summary>
    public IReadOnlyDictionary<string, PickleStorage> Storages => _storages;

    public object? Call(object? function, object? arguments)
    {
        var name = function switch
        {
            PickleGlobal global => global.Name,
            PickleObject built => built.Maker,
            _ => throw new InvalidDataException("the pickle calls something that is not a function"),
        };
        if (RunningCalls.Contains(name)) throw WeightFileError.Refused(_path, name);
        if (function is not PickleGlobal || !_functions.TryGetValue(name, out var known)) return new PickleObject(name);
        return known.Call(arguments as object?[] ?? throw new InvalidDataException($"the pickle calls {name} without a tuple of arguments"));
    }

    // ('storage', type, key, location, elements) and, in legacy files, a view (key, offset, elements) or None.
    public object? Persistent(object? identifier)
    {
        // ('module', class, file, source): legacy files keep the source of modules beside them.
        if (identifier is object?[] { Length: 4 } module && module[0] is "module") return Argument<PickleGlobal>(module, 1);
        if (identifier is not object?[] { Length: 5 or 6 } parts || parts[0] is not "storage")
            throw new InvalidDataException("the pickle refers to something that is not a storage");
        var typeName = Argument<PickleGlobal>(parts, 1).Name;
        if (!StorageTypes.TryGetValue(typeName, out var type)) return new PickleObject(typeName);
        var storage = new PickleStorage(Argument<string>(parts, 2), type, Count(parts, 4));
        if (!_storages.TryAdd(storage.Key, storage) && _storages[storage.Key] != storage)
            throw new InvalidDataException($"the pickle describes the storage '{storage.Key}' in two ways");
        return parts.Length == 6 && parts[5] is object?[] view ? storage with { Offset = Count(view, 1) } : storage;
    }

    private PickleDictionary OrderedDictionary(object?[] arguments)
    {
        var dictionary = new PickleDictionary();
        if (arguments.Length == 0) return dictionary;
        if (arguments[0] is PickleDictionary other) return other;
        foreach (var pair in Argument<List<object?>>(arguments, 0))
        {
            CountCopy();
            var (key, value) = pair switch
            {
                object?[] { Length: 2 } tuple => (tuple[0], tuple[1]),
                List<object?> { Count: 2 } list => (list[0], list[1]),
                _ => (null, null),
            };
            dictionary.Set(key ?? throw new InvalidDataException("the pickle makes a dictionary of something other than pairs"), value);
        }
        return dictionary;
    }

    private PickleObject Set(object?[] arguments)
    {
        var set = new PickleObject("set");
        if (arguments.Length == 0) return set;
        foreach (var value in Argument<List<object?>>(arguments, 0))
        {
            CountCopy();
            set.Values.Add(value);
        }
        return set;
    }

    private void CountCopy()
    {
        if (++_copies > MaximumCopies) throw new InvalidDataException($"the pickle copies lists of more than {MaximumCopies} elements");
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

    // (function, class, its arguments, state): a tensor of its own class, or one that was given attributes.
    private object? RebuildFromType(object?[] arguments)
    {
        var name = Argument<PickleGlobal>(arguments, 0).Name;
        return name != "torch._tensor._rebuild_from_type_v2" && _functions.TryGetValue(name, out var function)
            ? function.Call(Argument<object?[]>(arguments, 2))
            : new PickleObject(name);
    }

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
        if (numbers.Length > MaximumDimensions) throw new InvalidDataException($"the pickle has a tensor of {numbers.Length} dimensions");
        return [.. Enumerable.Range(0, numbers.Length).Select(i => Count(numbers, i))];
    }

    /// <summary>A function that is not Python's but does the same.</summary>
    /// <param name="Needs">On how many of its first arguments what it makes depends.</param>
    /// <param name="Make">Makes it.</param>
    private sealed record Function(int Needs, Func<object?[], object?> Make)
    {
        // What depends on something that is not made cannot be made either.
        public object? Call(object?[] arguments) => arguments.Take(Needs).OfType<PickleObject>().FirstOrDefault() ?? Make(arguments);
    }
}
