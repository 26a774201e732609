using Harness.Data;
using Harness.Data.Transforms;
using Harness.Diagnostics;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>target</c>: the target domain, images in another folder or what transforms make of the suite's own.</summary>
internal static class TargetReader
{
    /// <summary>Reads the key of a data section; null if it is not there, and null after reporting.</summary>
    /// <param name="data">The data section.</param>
    /// <param name="inputs">Knows the folders, and what the command line says instead.</param>
    /// <param name="errors">Where to report.</param>
    public static TargetSettings? Read(Section data, InputReader inputs, DiagnosticBag errors)
    {
        var node = data.Optional("target");
        if (inputs.TargetOfCommand() is { } option) return option;
        if (Section.Open(node, "target", errors) is not { } section) return null;
        var folder = inputs.ReadTargetRoot(section.Optional("root"));
        var transforms = ReadTransforms(section.Optional("transforms"), errors);
        section.Close();
        if (transforms is null) return null;
        if (folder is null && transforms.Count == 0 && !section.Has("root"))
            errors.Add(
                section.Location, "the target domain has the same images as the source",
                "give it a folder with 'root', or on the command line with --target, or make it another with 'transforms: [grayscale]'");
        return new TargetSettings { Root = folder, Transforms = transforms, Location = data.KeyLocation("target") };
    }

    private static List<TransformSettings>? ReadTransforms(YamlNode? node, DiagnosticBag errors)
    {
        if (node is null) return [];
        if (node is not YamlSequence { Items.Count: > 0 } sequence)
        {
            errors.Add(node.Location, $"'transforms' must be a list of transforms, not {node.Kind}", "for example [grayscale]");
            return null;
        }
        var steps = sequence.Items.Select(item => (item.Location, Transform: TransformRegistry.All.Read(item, errors))).ToList();
        foreach (var (location, transform) in steps) Check(location, transform, errors);
        return steps.Exists(step => step.Transform is null) ? null : steps.ConvertAll(step => step.Transform!);
    }

    private static void Check(SourceLocation location, TransformSettings? transform, DiagnosticBag errors)
    {
        if (transform is NormalizeSettings)
            errors.Add(location, "'normalize' comes later: these transforms come before those of training and validation");
        if (transform is { IsRandom: true })
            errors.Add(location, "this transform is random, and the target's validation images must be the same in every epoch");
    }
}
