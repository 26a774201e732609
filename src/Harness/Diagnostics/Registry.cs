using System.Collections;

namespace Harness.Diagnostics;

/// <summary>An ordered, explicit dictionary from the names that people write to what they stand for.</summary>
/// <typeparam name="T">What a name stands for.</typeparam>
/// <remarks>The order of registration is the order in which names are listed to the user.</remarks>
public sealed class Registry<T> : IEnumerable<KeyValuePair<string, T>>
{
    private readonly List<KeyValuePair<string, T>> _items = [];
    private readonly string _noun;

    /// <summary>Makes an empty registry.</summary>
    /// <param name="noun">What an item is called in error messages: <c>pooling</c>, <c>transform</c>.</param>
    public Registry(string noun) => _noun = noun;

    /// <summary>The registered names, in order.</summary>
    public IReadOnlyList<string> Names => _items.ConvertAll(item => item.Key);

    /// <summary>Registers a name.</summary>
    /// <param name="name">The name as it is written.</param>
    /// <param name="item">What it stands for.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string name, T item)
    {
        if (TryGet(name, out _)) throw new ArgumentException($"There is already a {_noun} called '{name}'.", nameof(name));
        _items.Add(new(name, item));
    }

    /// <summary>Looks up a name.</summary>
    /// <param name="name">The name as it is written.</param>
    /// <param name="item">What it stands for, when it is known.</param>
    /// <returns>Whether the name is known.</returns>
    public bool TryGet(string name, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T item)
    {
        foreach (var (key, value) in _items)
        {
            if (key != name) continue;
            item = value;
            return true;
        }
        item = default;
        return false;
    }

    /// <summary>Looks up a name that must exist.</summary>
    /// <param name="name">The name as it is written.</param>
    /// <returns>What it stands for.</returns>
    /// <exception cref="HarnessException">The name is unknown; the message guesses at what was meant and the remedy lists all names.</exception>
    public T Get(string name) => TryGet(name, out var item)
        ? item
        : throw new HarnessException($"Unknown {_noun} '{name}'.{Suggestion.DidYouMean(name, Names)}", $"Known: {string.Join(", ", Names)}.");

    /// <summary>Looks up what has a name.</summary>
    /// <param name="item">What one of the names stands for.</param>
    /// <returns>The first name that stands for it.</returns>
    public string NameOf(T item) => _items.First(named => EqualityComparer<T>.Default.Equals(named.Value, item)).Key;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
