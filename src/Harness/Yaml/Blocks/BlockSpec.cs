using System.Text.Json.Nodes;

namespace Harness.Yaml.Blocks;

/// <summary>Describes one of the kinds of building blocks in a family.</summary>
/// <typeparam name="TFamily">What the family has in common: a transform, a layer of a head.</typeparam>
internal abstract class BlockSpec<TFamily> : IBlockSpec
    where TFamily : Block
{
    /// <inheritdoc/>
    public required string Name { get; init; }

    /// <inheritdoc/>
    public required string Description { get; init; }

    /// <inheritdoc/>
    public abstract string Example { get; init; }

    /// <inheritdoc/>
    public abstract bool StandsAlone { get; }

    /// <inheritdoc/>
    public bool TakesMapping { get; init; } = true;

    /// <inheritdoc/>
    public abstract IReadOnlyList<IArgument> Arguments { get; }

    /// <summary>Reads a block that is written as its name alone, or as its name with its settings.</summary>
    /// <param name="item">The block.</param>
    /// <param name="section">What messages call the mapping of its arguments.</param>
    /// <param name="errors">Where to report.</param>
    /// <returns>The block; null after reporting.</returns>
    public abstract TFamily? Read(NamedItem item, string section, DiagnosticBag errors);

    /// <summary>Reads a block from a mapping of its arguments, which may also hold other keys; the caller closes it.</summary>
    /// <param name="section">The mapping.</param>
    /// <param name="errors">Where to report.</param>
    /// <returns>The block; null after reporting.</returns>
    public abstract TFamily? Read(Section section, DiagnosticBag errors);

    /// <summary>Checks the arguments of a block together.</summary>
    /// <param name="block">The block.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="errors">Where to report.</param>
    public abstract void CheckTogether(TFamily block, BlockPlace place, DiagnosticBag errors);

    /// <inheritdoc/>
    public abstract JsonObject ValueSchema(JsonObject definition);

    /// <inheritdoc/>
    public abstract JsonObject ToJson(Block block);

    /// <inheritdoc/>
    public abstract JsonNode ToYaml(Block block);
}

/// <summary>Describes a kind of building block.</summary>
/// <typeparam name="TFamily">Its family.</typeparam>
/// <typeparam name="TBlock">The block.</typeparam>
internal sealed class BlockSpec<TFamily, TBlock> : BlockSpec<TFamily>
    where TFamily : Block
    where TBlock : TFamily
{
    private readonly string? _example;

    /// <summary>Makes the block from its arguments.</summary>
    public required Func<ArgumentValues, TBlock> Create { get; init; }

    /// <summary>The arguments, in the order in which they are listed to people.</summary>
    public IReadOnlyList<Argument<TBlock>> Takes { get; init; } = [];

    /// <summary>The argument that may be written directly after the name, <c>resize: 146</c>; null for none.</summary>
    public Argument<TBlock>? Shorthand { get; init; }

    /// <summary>Whether something must follow the name although every argument has a default.</summary>
    public bool NeedsArgument { get; init; }

    /// <summary>Words that stand for a block with certain arguments: <c>normalize: imagenet</c>.</summary>
    public IReadOnlyDictionary<string, TBlock> Words { get; init; } = new Dictionary<string, TBlock>();

    /// <summary>Checks the arguments together; gets the block, and the location of each key that was written.</summary>
    public Action<TBlock, BlockPlace, DiagnosticBag>? Check { get; init; }

    /// <inheritdoc/>
    public override string Example { get => _example ?? Name; init => _example = value; }

    /// <inheritdoc/>
    public override bool StandsAlone => !NeedsArgument && Takes.All(argument => !argument.IsRequired);

    /// <inheritdoc/>
    public override IReadOnlyList<IArgument> Arguments => Takes;

    /// <inheritdoc/>
    public override TFamily? Read(NamedItem item, string section, DiagnosticBag errors)
    {
        if (Takes.Count == 0) item.RefuseArgument(errors);
        else if (!StandsAlone && !item.HasArgument(Example, errors)) return null;
        if (item.Argument is not { } argument || Takes.Count == 0) return Create(new());
        if (argument is YamlScalar { Text: var word } && Words.TryGetValue(word, out var known)) return known;
        if (Shorthand is not null && !(TakesMapping && argument is YamlMapping)) return ReadShorthand(argument, errors);
        if (Words.Count > 0 && argument is not YamlMapping) return RefuseWord(argument, errors);
        return Section.Open(argument, section, errors) is { } opened ? ReadAll(opened, item, errors) : null;
    }

    /// <inheritdoc/>
    public override TFamily? Read(Section section, DiagnosticBag errors) => ReadKeys(section, errors);

    /// <inheritdoc/>
    public override void CheckTogether(TFamily block, BlockPlace place, DiagnosticBag errors) => Check?.Invoke((TBlock)block, place, errors);

    /// <inheritdoc/>
    public override JsonObject ValueSchema(JsonObject definition)
    {
        var forms = new JsonArray();
        if (StandsAlone) forms.Add(new JsonObject { ["type"] = "null" });
        foreach (var word in Words.Keys) forms.Add(new JsonObject { ["const"] = word });
        if (Shorthand is not null) forms.Add(Shorthand.Schema());
        if (Takes.Count > 0 && TakesMapping) forms.Add(definition);
        var schema = new JsonObject { ["description"] = Description };
        if (forms.Count > 1) schema["anyOf"] = forms;
        else foreach (var (key, value) in forms[0]!.AsObject()) schema[key] = value?.DeepClone();
        return schema;
    }

    /// <inheritdoc/>
    public override JsonObject ToJson(Block block)
    {
        var json = new JsonObject { ["kind"] = Name };
        foreach (var argument in Takes.Where(argument => argument.IsDescribed((TBlock)block))) json[argument.Name] = argument.ToJson((TBlock)block);
        return json;
    }

    /// <inheritdoc/>
    public override JsonNode ToYaml(Block block)
    {
        var written = Takes.Select(argument => (argument.Name, Value: argument.ToJson((TBlock)block))).Where(argument => argument.Value is not null).ToList();
        if (written.Count == 0) return JsonValue.Create(Name);
        if (Shorthand is not null && !TakesMapping) return new JsonObject { [Name] = written.Single(argument => argument.Name == Shorthand.Name).Value };
        return new JsonObject { [Name] = new JsonObject(written.Select(argument => KeyValuePair.Create(argument.Name, argument.Value))) };
    }

    private TBlock? ReadShorthand(YamlNode node, DiagnosticBag errors)
    {
        var values = new ArgumentValues();
        return Shorthand!.ReadAlone(node, Name, values, errors) ? Create(values) : null;
    }

    private TBlock? RefuseWord(YamlNode node, DiagnosticBag errors)
    {
        var keys = string.Join(", ", Takes.Select(argument => $"{argument.Name}: …"));
        errors.Add(node.Location, $"'{Name}' must be {string.Join(", ", Words.Keys)} or {{ {keys} }}, not {node.Kind}");
        return null;
    }

    private TBlock? ReadAll(Section section, NamedItem item, DiagnosticBag errors)
    {
        var before = errors.Count;
        var block = ReadKeys(section, errors);
        section.Close();
        if (block is not null && errors.Count == before) CheckTogether(block, new(item.Location, section), errors);
        return block;
    }

    private TBlock? ReadKeys(Section section, DiagnosticBag errors)
    {
        var values = new ArgumentValues();
        var isComplete = true;
        foreach (var argument in Takes) isComplete &= argument.Read(section, values, errors);
        return isComplete ? Create(values) : null;
    }
}

/// <summary>The location of a block in its file.</summary>
/// <param name="Location">Its name.</param>
/// <param name="Section">The mapping of its arguments.</param>
internal readonly record struct BlockPlace(Diagnostics.SourceLocation Location, Section Section);
