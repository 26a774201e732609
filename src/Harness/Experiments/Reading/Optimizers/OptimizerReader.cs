using Harness.Diagnostics;
using Harness.Experiments.Yaml;

namespace Harness.Experiments.Reading.Optimizers;

/// <summary>Reads <c>optimizer</c>: a name alone, or <c>{ name: sgd, momentum: 0.9 }</c>.</summary>
internal static class OptimizerReader
{
    private static readonly Registry<Func<Section, DiagnosticBag, OptimizerSettings>> Readers = new("optimizer")
    {
        { "adam", AdamReader.ReadAdam },
        { "adamw", AdamReader.ReadAdamW },
        { "sgd", SgdReader.Read },
    };

    public static Setting<OptimizerSettings>? Read(YamlNode? node, DiagnosticBag errors)
    {
        if (node is null) return null;
        var before = errors.Count;
        var settings = ReadSection(Expand(node), errors);
        return settings is null || errors.Count > before ? Setting<OptimizerSettings>.Broken : new(settings, node.Location);
    }

    // `optimizer: adam` is short for `optimizer: { name: adam }`.
    private static YamlNode Expand(YamlNode node) => node is YamlScalar { IsNull: false } name
        ? new YamlMapping([new YamlEntry(new YamlScalar("name", true, name.Location), name)], name.Location)
        : node;

    private static OptimizerSettings? ReadSection(YamlNode node, DiagnosticBag errors)
    {
        if (Section.Open(node, "optimizer", errors) is not { } section) return null;
        var named = section.Required("name");
        if (named is null) errors.Add(section.Location, "optimizer has no 'name'", $"known: {string.Join(", ", Readers.Names)}");
        if (Scalars.Text(named, "name", errors) is not { } name) return null;
        if (!Readers.TryGet(name, out var reader))
        {
            // Which other keys are known depends on the name, so they are not looked at.
            errors.AddUnknown(named!.Location, "optimizer", name, Readers.Names);
            return null;
        }
        section.Name = $"optimizer '{name}'";
        var settings = reader(section, errors);
        section.Close();
        return settings;
    }
}
