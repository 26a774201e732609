using System.Text.Json.Nodes;

namespace Harness.Yaml.Blocks;

/// <summary>An argument of a building block.</summary>
/// <typeparam name="TBlock">The block.</typeparam>
internal abstract class Argument<TBlock> : IArgument
{
    /// <inheritdoc/>
    public required string Name { get; init; }

    /// <inheritdoc/>
    public required string Description { get; init; }

    /// <inheritdoc/>
    public bool IsRequired { get; protected init; } = true;

    /// <summary>Whether a block with the default is described without the argument: for one that was added when epochs of blocks without it were stored
    /// already, so that their keys stay.</summary>
    public bool IsOmittedByDefault { get; init; }

    /// <inheritdoc/>
    public abstract string? DefaultText { get; }

    /// <inheritdoc/>
    public abstract string Form { get; }

    /// <inheritdoc/>
    public abstract JsonObject Schema();

    /// <summary>Reads the argument where it follows its key.</summary>
    /// <param name="section">The block's mapping.</param>
    /// <param name="values">Gets the value.</param>
    /// <param name="errors">Where to report.</param>
    /// <returns>False where it has neither a value nor a default; that has been reported.</returns>
    public abstract bool Read(Section section, ArgumentValues values, DiagnosticBag errors);

    /// <summary>Reads the argument where it follows the block's name.</summary>
    /// <param name="node">The value.</param>
    /// <param name="block">The block's name, for messages.</param>
    /// <param name="values">Gets the value.</param>
    /// <param name="errors">Where to report.</param>
    /// <returns>False after reporting.</returns>
    public abstract bool ReadAlone(YamlNode node, string block, ArgumentValues values, DiagnosticBag errors);

    /// <summary>Whether the description of a block has the argument.</summary>
    /// <param name="block">The block.</param>
    /// <returns>Whether it does.</returns>
    public abstract bool IsDescribed(TBlock block);

    /// <summary>The argument of a block, as it would be written.</summary>
    /// <param name="block">The block.</param>
    /// <returns>The value; null for none.</returns>
    public abstract JsonNode? ToJson(TBlock block);
}

/// <summary>An argument of a building block, of a type.</summary>
/// <typeparam name="TBlock">The block.</typeparam>
/// <typeparam name="TValue">The type.</typeparam>
internal sealed class Argument<TBlock, TValue> : Argument<TBlock>
{
    private readonly ValueForm<TValue> _form;
    private readonly Func<TBlock, TValue> _get;
    private readonly TValue? _default;

    /// <summary>An argument that must be given.</summary>
    /// <param name="form">How it is written.</param>
    /// <param name="get">Takes it from a block.</param>
    public Argument(ValueForm<TValue> form, Func<TBlock, TValue> get) => (_form, _get) = (form, get);

    /// <summary>An argument with a default.</summary>
    /// <param name="form">How it is written.</param>
    /// <param name="get">Takes it from a block.</param>
    /// <param name="defaultValue">Its value where it is left out.</param>
    public Argument(ValueForm<TValue> form, Func<TBlock, TValue> get, TValue defaultValue)
        : this(form, get) => (_default, IsRequired) = (defaultValue, false);

    /// <inheritdoc/>
    public override string? DefaultText => IsRequired || _default is null ? null : _form.Write(_default);

    /// <inheritdoc/>
    public override string Form => _form.Description;

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["description"] = DefaultText is { } text ? $"{Description} {text} if left out." : Description };
        foreach (var (key, value) in _form.Schema()) schema[key] = value?.DeepClone();
        return schema;
    }

    /// <summary>The argument's value.</summary>
    /// <param name="values">The values of a block.</param>
    /// <returns>What was read, or the default.</returns>
    public TValue In(ArgumentValues values) => values.TryGet(Name, out var value) ? (TValue)value! : _default!;

    /// <inheritdoc/>
    public override bool Read(Section section, ArgumentValues values, DiagnosticBag errors)
    {
        var node = IsRequired ? section.Required(Name) : section.Optional(Name);
        if (node is null) return !IsRequired;
        return ReadAlone(node, Name, values, errors) || !IsRequired;
    }

    /// <inheritdoc/>
    public override bool ReadAlone(YamlNode node, string block, ArgumentValues values, DiagnosticBag errors)
    {
        if (!_form.TryRead(node, block, errors, out var value)) return false;
        values.Set(Name, value);
        return true;
    }

    /// <inheritdoc/>
    public override bool IsDescribed(TBlock block) => !IsOmittedByDefault || !EqualityComparer<TValue>.Default.Equals(_get(block), _default);

    /// <inheritdoc/>
    public override JsonNode? ToJson(TBlock block) => _form.ToJson(_get(block));
}

/// <summary>The values of a block's arguments, by name, while it is being read.</summary>
internal sealed class ArgumentValues
{
    private readonly Dictionary<string, object?> _values = [];

    public void Set(string name, object? value) => _values[name] = value;

    public bool TryGet(string name, out object? value) => _values.TryGetValue(name, out value);
}
