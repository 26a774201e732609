using Harness.Data;
using Harness.Diagnostics;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads the keys of a suite file, with the overrides of the command line.</summary>
internal sealed class SuiteReader(SuiteOverrides overrides, IBackboneCatalog backbones, DiagnosticBag errors)
{
    /// <summary>Reads a suite; null if the file has no keys at all, otherwise with null for whatever was reported.</summary>
    public SuiteDraft? Read(YamlNode? root, string folder)
    {
        if (Section.Open(root, "the suite", errors) is not { } section) return null;
        var inputs = new InputReader(folder, overrides, errors);
        var isReplaced = new ReplacedInputs(folder, overrides).Any(section.Optional("backbone"), section.Optional("weights"), (section.Optional("data") as YamlMapping)?.Find("root")?.Value);
        var backbone = ReadBackbone(section.Required("backbone"));
        var data = section.Required("data");
        var published = Scalars.Choice(section.Optional("published_images"), "published_images", Choices.PublishedImages, errors);
        var draft = new SuiteDraft(
            ReadName(section.Required("name")),
            Scalars.Text(section.Optional("description"), "description", errors),
            DataSettingsReader.Read(
                data, (node, canDraw) => inputs.ReadRoot(node, section.KeyLocation("data"), canDraw), inputs, backbone, errors),
            backbone,
            inputs.ReadWeights(section.Optional("weights"), section.Location, backbone?.Name),
            SeedsReader.Read(section.Required("seeds"), overrides.Seeds, errors),
            isReplaced ? PublishedImages.Other : published,
            TechniqueReader.ReadDefaults(section.Optional("defaults"), errors),
            new TechniqueFileList(folder, errors).Read(section.Required("techniques"), overrides.AddedTechniques));
        section.Close();
        return draft;
    }

    // The name becomes a folder, also on Windows, which drops a dot at the end.
    private string? ReadName(YamlNode? node)
    {
        if (Scalars.Text(node, "name", errors) is not { } name) return null;
        var allowed = name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
        if (IsTaken(name))
        {
            errors.Add(node!.Location, $"suite name '{name}' is taken: results/{name.ToLowerInvariant()} is a folder of Harness itself", "choose another name");
            return null;
        }
        if (name.EndsWith(Suite.DryEnding, StringComparison.OrdinalIgnoreCase))
        {
            errors.Add(node!.Location, $"suite name '{name}' ends in '{Suite.DryEnding}', like the results folders of dry runs", "choose another name: a dry run of another suite would replace its results");
            return null;
        }
        if (allowed && char.IsAsciiLetterOrDigit(name[0]) && name[^1] != '.') return name;
        errors.Add(
            node!.Location, $"suite name '{name}' cannot be the name of a folder",
            "use letters, digits, '-', '_' and '.', beginning with a letter or digit and not ending in '.'");
        return null;
    }

    // Finished epochs and drawn images are in folders beside those of the suites. Windows ignores case.
    private static bool IsTaken(string name) =>
        name.Equals("store", StringComparison.OrdinalIgnoreCase) || name.Equals("data", StringComparison.OrdinalIgnoreCase);

    private BackboneDescription? ReadBackbone(YamlNode? node)
    {
        var written = Scalars.Text(node, "backbone", errors);
        var name = overrides.Backbone ?? written;
        if (name is null) return null;
        var location = overrides.Backbone is null ? node!.Location : new SourceLocation("--backbone");
        if (backbones.Describe(name) is { } backbone)
        {
            CheckPrecision(backbone, location);
            return backbone;
        }
        errors.AddUnknown(location, "backbone", name, backbones.Names);
        return null;
    }

    private void CheckPrecision(BackboneDescription backbone, SourceLocation location)
    {
        if (overrides.Precision == Precision.BFloat16 && !backbone.ComputesInBFloat16)
            errors.Add(location, $"the backbone {backbone.Name} cannot compute in bfloat16", "leave '--precision bf16' out, or take another backbone, such as a ResNet");
    }
}

/// <summary>A suite before its techniques are loaded.</summary>
internal sealed record SuiteDraft(
    string? Name, string? Description, DataSettings? Data, BackboneDescription? Backbone, string? Weights, IReadOnlyList<long>? Seeds,
    PublishedImages? PublishedImages, TechniqueSettings Defaults, IReadOnlyList<TechniqueFile> Files);
