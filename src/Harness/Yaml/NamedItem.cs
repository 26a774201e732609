using Harness.Diagnostics;

namespace Harness.Yaml;

/// <summary>An item of a list of building blocks: a name alone (<c>relu</c>) or a name with its argument (<c>{ dropout: 0.5 }</c>).</summary>
/// <param name="Name">The name.</param>
/// <param name="Location">Where the name is.</param>
/// <param name="Argument">What follows the colon; null for a name alone.</param>
internal sealed record NamedItem(string Name, SourceLocation Location, YamlNode? Argument)
{
    /// <summary>Reads one item; null after reporting.</summary>
    /// <param name="node">The item.</param>
    /// <param name="noun">What it is: <c>transform</c>, <c>layer</c>.</param>
    /// <param name="errors">Where to report.</param>
    public static NamedItem? Read(YamlNode node, string noun, DiagnosticBag errors)
    {
        switch (node)
        {
            case YamlScalar { IsNull: false } scalar:
                return new NamedItem(scalar.Text, scalar.Location, null);
            case YamlMapping { Entries: [var only] }:
                return new NamedItem(only.Key.Text, only.Key.Location, only.Value is YamlScalar { IsNull: true } ? null : only.Value);
            case YamlMapping { Entries: [_, var second, ..] }:
                errors.Add(second.Key.Location, $"a {noun} is one name with its argument: begin '{second.Key.Text}' with a '- ' of its own");
                return null;
            default:
                errors.Add(node.Location, $"a {noun} must be a name, or a name with its argument, not {node.Kind}");
                return null;
        }
    }

    /// <summary>Reports a missing argument.</summary>
    /// <param name="example">The item as it could be written.</param>
    /// <param name="errors">Where to report.</param>
    /// <returns>Whether there is one.</returns>
    public bool HasArgument(string example, DiagnosticBag errors)
    {
        if (Argument is null) errors.Add(Location, $"'{Name}' needs its argument, for example {example}");
        return Argument is not null;
    }

    /// <summary>Reports an argument where none belongs.</summary>
    public void RefuseArgument(DiagnosticBag errors)
    {
        if (Argument is not null) errors.Add(Argument.Location, $"'{Name}' takes no argument");
    }
}
