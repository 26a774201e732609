using System.Collections;
using Harness.Diagnostics;

namespace Harness.Yaml.Blocks;

/// <summary>The building blocks of a family, in the order in which they are listed to people. A new block is a line in such a list.</summary>
/// <typeparam name="TFamily">What they have in common.</typeparam>
internal sealed class BlockFamily<TFamily> : IEnumerable<BlockSpec<TFamily>>
    where TFamily : Block
{
    private readonly Registry<BlockSpec<TFamily>> _specs;
    private readonly string _noun;
    private readonly Func<string, string> _section;

    /// <summary>Makes an empty family.</summary>
    /// <param name="noun">What messages call one: <c>transform</c>.</param>
    /// <param name="section">What messages call the arguments of one, from its name; its name alone if left out.</param>
    public BlockFamily(string noun, Func<string, string>? section = null) =>
        (_specs, _noun, _section) = (new(noun), noun, section ?? (static name => name));

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names => _specs.Names;

    /// <summary>Registers a block.</summary>
    /// <param name="spec">Its description.</param>
    /// <exception cref="ArgumentException">There is one of this name.</exception>
    public void Add(BlockSpec<TFamily> spec) => _specs.Add(spec.Name, spec);

    /// <summary>Reads a block: its name alone, or its name with its settings.</summary>
    /// <param name="node">The block.</param>
    /// <param name="errors">Where to report.</param>
    /// <returns>The block; null after reporting.</returns>
    public TFamily? Read(YamlNode node, DiagnosticBag errors)
    {
        if (NamedItem.Read(node, _noun, errors) is not { } item) return null;
        if (_specs.TryGet(item.Name, out var spec)) return spec.Read(item, _section(item.Name), errors);
        errors.AddUnknown(item.Location, _noun, item.Name, Names);
        return null;
    }

    /// <summary>Reads a block that is written as its name alone, or as a mapping with its name under the key <c>name</c>.</summary>
    /// <param name="node">The block.</param>
    /// <param name="errors">Where to report.</param>
    /// <returns>The block; null after reporting.</returns>
    public TFamily? ReadNamed(YamlNode node, DiagnosticBag errors)
    {
        var before = errors.Count;
        if (Section.Open(Expand(node), _noun, errors) is not { } section) return null;
        var named = section.Required("name");
        if (named is null) errors.Add(section.Location, $"{_noun} has no 'name'", $"known: {string.Join(", ", Names)}");
        if (Scalars.Text(named, "name", errors) is not { } name) return null;
        if (!_specs.TryGet(name, out var spec))
        {
            // Which other keys are known depends on the name, so they are not looked at.
            errors.AddUnknown(named!.Location, _noun, name, Names);
            return null;
        }
        section.Name = _section(name);
        var block = spec.Read(section, errors);
        section.Close();
        if (block is not null && errors.Count == before) spec.CheckTogether(block, new(named!.Location, section), errors);
        return errors.Count == before ? block : null;
    }

    /// <summary>Reads a block that takes no arguments, by its name.</summary>
    /// <param name="node">The name.</param>
    /// <param name="errors">Where to report.</param>
    /// <returns>The block; null for a missing node, and null after reporting.</returns>
    public TFamily? ReadWord(YamlNode? node, DiagnosticBag errors)
    {
        if (Scalars.Text(node, _noun, errors) is not { } name) return null;
        if (_specs.TryGet(name, out var spec)) return spec.Read(new NamedItem(name, node!.Location, null), _section(name), errors);
        errors.AddUnknown(node!.Location, _noun, name, Names);
        return null;
    }

    /// <inheritdoc/>
    public IEnumerator<BlockSpec<TFamily>> GetEnumerator() => _specs.Select(pair => pair.Value).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // `optimizer: adam` is short for `optimizer: { name: adam }`.
    private static YamlNode Expand(YamlNode node) => node is YamlScalar { IsNull: false } name
        ? new YamlMapping([new YamlEntry(new YamlScalar("name", true, name.Location), name)], name.Location)
        : node;
}
