namespace Harness.Models.Weights.Pickle;

// Of the objects that a pickle may hold, texts, numbers, truth values and null are plain .NET objects (string, long, BigInteger, double, bool),
// a list is a List<object?>, a tuple an object?[] and bytes a byte[]; the rest has the types below.

/// <summary>A dict or OrderedDict: the pairs in the order of the file.</summary>
internal sealed class PickleDictionary
{
    private readonly List<KeyValuePair<object, object?>> _items = [];

    public IReadOnlyList<KeyValuePair<object, object?>> Items => _items;

    /// <summary>Adds a pair. A key that comes twice is kept twice: <see cref="Find"/> takes the last, as a dict would.</summary>
    public void Set(object key, object? value) => _items.Add(new(key, value));

    public object? Find(string key) => _items.FindLast(item => item.Key is string text && text == key).Value;
}

/// <summary>A module's member that a pickle names.</summary>
/// <param name="Name">The full name, for example <c>torch.FloatStorage</c>.</param>
internal sealed record PickleGlobal(string Name);

/// <summary>The result of a call that no tensor needs: it is never made, and only what the pickle gives it is kept, which for a module includes its tensors.</summary>
/// <param name="maker">What would be called, for example <c>argparse.Namespace</c>.</param>
internal sealed class PickleObject(string maker)
{
    private PickleDictionary? _items;
    private List<object?>? _values;

    /// <summary>What would be called.</summary>
    public string Maker { get; } = maker;

    /// <summary>What it would get as its state; null for nothing.</summary>
    public object? State { get; set; }

    /// <summary>What would be set in it, as in a dict of another kind.</summary>
    public PickleDictionary Items => _items ??= new();

    /// <summary>What would be added to it, as to a set.</summary>
    public List<object?> Values => _values ??= [];
}

/// <summary>A storage: the elements that tensors look into.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Elements">How many elements the whole storage has.</param>
/// <param name="Offset">Where, in elements, a view that old files name begins.</param>
internal sealed record PickleStorage(string Key, WeightType Type, long Elements, long Offset = 0);

/// <summary>A tensor: a view of a storage.</summary>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Shape, long[] Strides);
