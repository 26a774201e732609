using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>
/// Modules by name, in the order in which they were added. They are registered once, when the dictionary itself is registered in a module.
/// Its two indexers make the package's conversion of properties fail, so that, as there, a ModuleDict cannot be moved with <c>to</c>.
/// </summary>
public class ModuleDict<T> : Module, IDictionary<string, T>, IList<(string, T)> where T : Module
{
    private readonly OrderedDictionary<string, T> _modules = [];
    private bool _registered;

    public ModuleDict() : base(nameof(ModuleDict)) { }

    public int Count => _modules.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => _modules.Keys;

    public ICollection<T> Values => _modules.Values;

    public (string, T) this[int index]
    {
        get => Pair(_modules.GetAt(index));
        set => _modules.SetAt(index, value.Item1, value.Item2);
    }

    /// <summary>The module of that name. Setting replaces one that is there; to add a new one, use <c>Add</c>.</summary>
    public T this[string key]
    {
        get => _modules[key];
        set => _modules.SetAt(_modules.IndexOf(key), value);
    }

    public IEnumerator<(string, T)> items() => GetEnumerator();

    public IEnumerable<string> keys() => Keys;

    public IEnumerable<T> values() => Values;

    public void clear() => _modules.Clear();

    public void Clear() => _modules.Clear();

    public void Add(string key, T value) => _modules.Add(key, value);

    public void Add((string, T) item) => _modules.Add(item.Item1, item.Item2);

    public void Add(KeyValuePair<string, T> item) => _modules.Add(item.Key, item.Value);

    public void Insert(int index, (string, T) item) => _modules.Insert(index, item.Item1, item.Item2);

    public bool Remove(string key) => _modules.Remove(key);

    public bool Remove((string, T) item) => _modules.Remove(item.Item1);

    public bool Remove(KeyValuePair<string, T> item) => _modules.Remove(item.Key);

    public void RemoveAt(int index) => _modules.RemoveAt(index);

    public bool ContainsKey(string key) => _modules.ContainsKey(key);

    public bool Contains((string, T) item) => IndexOf(item) >= 0;

    public bool Contains(KeyValuePair<string, T> item) => _modules.ContainsKey(item.Key);

    public int IndexOf((string, T) item) => _modules.TryGetValue(item.Item1, out var module) && ReferenceEquals(module, item.Item2) ? _modules.IndexOf(item.Item1) : -1;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _modules.TryGetValue(key, out value);

    public void CopyTo((string, T)[] array, int arrayIndex) => _modules.Select(Pair).ToArray().CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) => _modules.ToArray().CopyTo(array, arrayIndex);

    public IEnumerator<(string, T)> GetEnumerator() => _modules.Select(Pair).GetEnumerator();

    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() => _modules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected override void RegisterComponents()
    {
        if (_registered) return;
        foreach (var (key, module) in _modules) register_module(key, module);
        _registered = true;
    }

    private static (string, T) Pair(KeyValuePair<string, T> entry) => (entry.Key, entry.Value);
}
