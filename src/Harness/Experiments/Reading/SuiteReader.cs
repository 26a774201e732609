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

    private string? ReadName(YamlNode? node)
    {
        if (Scalars.Text(node, "name", errors) is not { } name) return null;
        if (SuiteName.ProblemOf(name) is not { } problem) return name;
        errors.Add(node!.Location, problem.Message, problem.Remedy);
        return null;
    }

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
