using Harness.Diagnostics;
using Harness.Experiments.Reading.Grids;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads the keys of a technique file, and those of them that a suite can give defaults for.</summary>
internal static class TechniqueReader
{
    public static TechniqueSettings? ReadFile(YamlNode? root, DiagnosticBag errors)
    {
        if (Section.Open(root, "the technique", errors) is not { } section) return null;
        var settings = ReadShared(section, errors) with
        {
            Name = ReadName(section.Required("name"), errors),
            Description = Scalars.Text(section.Optional("description"), "description", errors),
            Base = ReadText(section.Optional("base"), "base", errors),
            Initialization = ReadChoice(section.Optional("body"), "body", Choices.Initializations, errors),
            Published = PublishedReader.Read(section.Optional("published"), errors),
            Source = root as YamlMapping,
        };
        // What a grid means is decided before its variants are read; a base's grid means nothing to what is based on it.
        section.Optional(GridReader.Key);
        section.Close();
        return settings;
    }

    public static TechniqueSettings ReadDefaults(YamlNode? node, DiagnosticBag errors)
    {
        if (Section.Open(node, "defaults", errors) is not { } section) return node is null ? new TechniqueSettings() : TechniqueSettings.Unreadable;
        var settings = ReadShared(section, errors) with { Source = node as YamlMapping };
        section.Close();
        return settings;
    }

    private static TechniqueSettings ReadShared(Section section, DiagnosticBag errors) => new()
    {
        Head = HeadReader.Read(section.Optional("head"), errors),
        Loss = LossReader.Read(section.Optional("loss"), errors),
        Optimizer = OptimizerReader.Read(section.Optional("optimizer"), errors),
        BatchNorm = ReadChoice(section.Optional("batch_norm"), "batch_norm", Choices.BatchNormModes, errors),
        Phases = PhaseListReader.Read(section.Optional("phases"), errors),
    };

    private static Setting<string>? ReadName(YamlNode? node, DiagnosticBag errors)
    {
        var name = ReadText(node, "name", errors);
        if (name is not { IsValid: true } || !name.Value.Any(char.IsControl)) return name;
        errors.Add(name.Location, "a technique's name is one line: it is a row of the table");
        return Setting<string>.Broken;
    }

    private static Setting<string>? ReadText(YamlNode? node, string what, DiagnosticBag errors)
    {
        if (node is null) return null;
        return Scalars.Text(node, what, errors) is { } text ? new(text, node.Location) : Setting<string>.Broken;
    }

    private static Setting<T>? ReadChoice<T>(YamlNode? node, string what, Registry<T> choices, DiagnosticBag errors)
        where T : struct
    {
        if (node is null) return null;
        return Scalars.Choice(node, what, choices, errors) is { } choice ? new(choice, node.Location) : Setting<T>.Broken;
    }
}
