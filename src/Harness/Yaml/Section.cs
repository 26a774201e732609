using Harness.Diagnostics;

namespace Harness.Yaml;

/// <summary>A mapping that is being read key by key; keys that are not asked for are unknown.</summary>
internal sealed class Section
{
    private readonly YamlMapping _mapping;
    private readonly DiagnosticBag _errors;
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _missing = [];

    private Section(YamlMapping mapping, string name, DiagnosticBag errors)
    {
        _mapping = mapping;
        Name = name;
        _errors = errors;
    }

    /// <summary>What messages call it: <c>the suite</c>, <c>phase 1</c>.</summary>
    public string Name { get; set; }

    public SourceLocation Location => _mapping.Location;

    /// <summary>Begins to read; null for a missing node, and null after reporting for one that is not a mapping.</summary>
    public static Section? Open(YamlNode? node, string name, DiagnosticBag errors)
    {
        if (node is null) return null;
        if (node is YamlMapping mapping) return new Section(mapping, name, errors);
        errors.Add(node.Location, $"{name} must be a mapping (key: value), not {node.Kind}");
        return null;
    }

    public YamlNode? Optional(string key)
    {
        _known.Add(key);
        return Entry(key)?.Value;
    }

    public YamlNode? Required(string key)
    {
        var value = Optional(key);
        if (value is null) _missing.Add(key);
        return value;
    }

    public bool Has(string key) => Entry(key) is not null;

    /// <summary>The location of an existing key.</summary>
    public SourceLocation KeyLocation(string key) => Entry(key)!.Key.Location;

    /// <summary>Ends reading: reports unknown keys, and missing ones unless a misspelt key is reported instead.</summary>
    public void Close()
    {
        var misspelt = new HashSet<string>();
        foreach (var key in _mapping.Entries.Select(entry => entry.Key).Where(key => !_known.Contains(key.Text)))
        {
            var free = _known.Where(known => !Has(known));
            if (Suggestion.Nearest(key.Text, free) is { } near) misspelt.Add(near);
            _errors.Add(key.Location, $"unknown key '{key.Text}' in {Name}.{Suggestion.DidYouMean(key.Text, free)}", KnownKeys());
        }
        var missing = _missing.Where(key => !misspelt.Contains(key)).Select(key => $"'{key}'").ToList();
        if (missing.Count > 0) _errors.Add(_mapping.Location, $"{Name} has no {string.Join(", ", missing)}", KnownKeys());
    }

    private string KnownKeys() => $"known keys: {string.Join(", ", _known)}";

    private YamlEntry? Entry(string key) => _mapping.Find(key);
}
