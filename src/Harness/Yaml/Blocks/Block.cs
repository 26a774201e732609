using System.Text.Json.Nodes;

namespace Harness.Yaml.Blocks;

/// <summary>
/// A building block of experiments, such as a transform or a layer of a head: a record of its settings. What it is called in YAML, which arguments it
/// takes and what they mean is in its <see cref="BlockSpec{TFamily}"/>, from which everything else follows: how it is read, what error messages say,
/// the JSON schema, the tables of <c>experiments/README.md</c>, <c>run.json</c> and the content keys of finished epochs.
/// </summary>
public abstract record Block
{
    /// <summary>Its name in YAML.</summary>
    public string Kind => Spec.Name;

    /// <summary>Its description.</summary>
    internal abstract IBlockSpec Spec { get; }

    /// <summary>Describes the block by the names that it and its arguments have in YAML, whatever they are called in C#.</summary>
    /// <returns><c>{ "kind": "dropout", "probability": 0.5 }</c>: every argument, also those left at their defaults.</returns>
    internal JsonObject ToJson() => Spec.ToJson(this);

    /// <summary>Writes the block so that its family reads it again.</summary>
    /// <returns><c>"relu"</c>, <c>{ "resize": 146 }</c> or <c>{ "normalize": { … } }</c>: JSON, and thereby YAML.</returns>
    internal JsonNode ToYaml() => Spec.ToYaml(this);
}
