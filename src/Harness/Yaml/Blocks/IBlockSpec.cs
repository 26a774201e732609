using System.Text.Json.Nodes;

namespace Harness.Yaml.Blocks;

/// <summary>The description of a building block, independent of its kind.</summary>
internal interface IBlockSpec
{
    /// <summary>The name in YAML, snake case.</summary>
    string Name { get; }

    /// <summary>One or two sentences for authors of experiments.</summary>
    string Description { get; }

    /// <summary>The block as it could be written.</summary>
    string Example { get; }

    /// <summary>Whether the name may stand alone: every argument has a default.</summary>
    bool StandsAlone { get; }

    /// <summary>Whether arguments may be written as a mapping.</summary>
    bool TakesMapping { get; }

    /// <summary>The arguments.</summary>
    IReadOnlyList<IArgument> Arguments { get; }

    /// <summary>The JSON schema of what may follow the name.</summary>
    /// <param name="definition">A reference to the schema of the mapping of all arguments.</param>
    /// <returns>A schema.</returns>
    JsonObject ValueSchema(JsonObject definition);

    /// <summary>Describes a block of this kind.</summary>
    /// <param name="block">The block.</param>
    /// <returns>Its kind and all of its arguments.</returns>
    JsonObject ToJson(Block block);

    /// <summary>Writes a block of this kind so that it can be read again.</summary>
    /// <param name="block">The block.</param>
    /// <returns>The block as written in a list: its name, or its name with its settings.</returns>
    JsonNode ToYaml(Block block);
}

/// <summary>The description of an argument, independent of its type.</summary>
internal interface IArgument
{
    /// <summary>The key in YAML, snake case.</summary>
    string Name { get; }

    /// <summary>What it means, with its unit.</summary>
    string Description { get; }

    /// <summary>Whether it must be given.</summary>
    bool IsRequired { get; }

    /// <summary>Its default as it would be written; null if it has none.</summary>
    string? DefaultText { get; }

    /// <summary>How it is written, for people: <c>a number of at least 0</c>.</summary>
    string Form { get; }

    /// <summary>The JSON schema of its value, with the description.</summary>
    /// <returns>A schema.</returns>
    JsonObject Schema();
}
