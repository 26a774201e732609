using Harness.Experiments.Reading.Grids;
using Harness.Training.Objectives;
using Harness.Training.Optimizers;
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
            Initialization = Choices.Read(section.Optional("body"), "body", Choices.Initializations, errors),
            Published = PublishedReader.Read(section.Optional("published"), errors),
            Source = root as YamlMapping,
        };
        // A grid is expanded before its variants are read; a base's grid is ignored.
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
        Loss = BlockReader.Read(section.Optional("loss"), LossRegistry.All, errors),
        Optimizer = BlockReader.Read(section.Optional("optimizer"), OptimizerRegistry.All, errors),
        Gradients = GradientRuleListReader.Read(section.Optional("gradients"), errors),
        WeightAverage = ReadWeightAverage(section.Optional("weight_average"), errors),
        BatchNorm = Choices.Read(section.Optional("batch_norm"), "batch_norm", Choices.BatchNormModes, errors),
        Phases = PhaseListReader.Read(section.Optional("phases"), errors),
        Schedule = ScheduleReader.Read(section.Optional("schedule"), epochs: default, errors),
        EarlyStopping = EarlyStoppingReader.Read(section.Optional("early_stopping"), errors),
        Keep = Choices.Read(section.Optional("keep"), "keep", Choices.KeepRules, errors),
    };

    private static Parsed<double?> ReadWeightAverage(YamlNode? node, DiagnosticBag errors)
    {
        if (node is null) return default;
        if (node is YamlScalar { IsPlain: true, Text: "none" }) return Parsed<double?>.Of(null, node.Location);
        return Scalars.Number(node, "weight_average", NumberRange.Unit.Below(), errors) is { } decay ? Parsed<double?>.Of(decay, node.Location) : Parsed<double?>.Broken;
    }

    private static Parsed<string> ReadName(YamlNode? node, DiagnosticBag errors)
    {
        var name = ReadText(node, "name", errors);
        if (!name.IsValid || !name.Value.Any(char.IsControl)) return name;
        errors.Add(name.Location, "a technique's name is one line: it is a row of the table");
        return Parsed<string>.Broken;
    }

    private static Parsed<string> ReadText(YamlNode? node, string what, DiagnosticBag errors)
    {
        if (node is null) return default;
        return Parsed<string>.OrBroken(Scalars.Text(node, what, errors), node.Location);
    }
}
