using Harness.Data.Transforms;
using Harness.Diagnostics;
using Harness.Models.Backbones;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads the transforms of one split and checks that together they make batches: one size, normalized last.</summary>
internal static class TransformListReader
{
    public static IReadOnlyList<TransformSettings>? Read(YamlNode? node, string split, BackboneDescription? backbone, DiagnosticBag errors)
    {
        if (node is null) return null;
        if (node is not YamlSequence { Items.Count: > 0 } sequence)
        {
            errors.Add(node.Location, $"'{split}' must be a list of transforms, not {node.Kind}");
            return null;
        }
        var steps = sequence.Items.Select(item => (item.Location, Transform: TransformRegistry.All.Read(item, errors))).ToList();
        if (steps.Exists(step => step.Transform is null)) return null;
        CheckNormalize(sequence, split, steps!, errors);
        CheckStatistics(split, steps!, backbone, errors);
        CheckSize(sequence, split, steps!, backbone, errors);
        if (split == "valid") CheckNothingRandom(steps!, errors);
        return steps.ConvertAll(step => step.Transform!);
    }

    private static void CheckNormalize(
        YamlSequence list, string split, List<(SourceLocation Location, TransformSettings Transform)> steps, DiagnosticBag errors)
    {
        var found = steps.FindAll(step => step.Transform is NormalizeSettings);
        if (found.Count == 0)
            errors.Add(list.Location, $"the transforms of '{split}' do not end in 'normalize'", "add '- normalize: imagenet' as the last one");
        foreach (var (location, _) in found.Skip(1)) errors.Add(location, "'normalize' is listed twice");
        if (found.Count == 1 && steps[^1] != found[0]) errors.Add(found[0].Location, "'normalize' must be the last transform");
    }

    private static void CheckStatistics(
        string split, List<(SourceLocation Location, TransformSettings Transform)> steps, BackboneDescription? backbone, DiagnosticBag errors)
    {
        if (backbone is null or { NeedsImageNetNormalization: false }) return;
        foreach (var (location, transform) in steps)
        {
            if (transform is NormalizeSettings normalize && !normalize.IsImageNet)
                errors.Add(location, $"the images of '{split}' are normalized with numbers other than ImageNet's, the only ones that {backbone.Name} takes", "write 'normalize: imagenet'");
        }
    }

    private static void CheckSize(
        YamlSequence list, string split, List<(SourceLocation Location, TransformSettings Transform)> steps, BackboneDescription? backbone, DiagnosticBag errors)
    {
        int? side = null;
        var decidedAt = list.Location;
        foreach (var (location, transform) in steps)
        {
            var next = transform.OutputSide(side);
            if (next != side) decidedAt = location;
            side = next;
        }
        if (side is null)
            errors.Add(decidedAt, $"the images of '{split}' do not all get one size", "end their resizing with 'random_resized_crop' or 'center_crop'");
        else if (backbone is { TakesPublishedSizeOnly: true } && side != backbone.PublishedImageSize)
            errors.Add(decidedAt, $"the images of '{split}' end up {side} pixels wide, and {backbone.Name} takes only {backbone.PublishedImageSize}");
        else if (side < backbone?.MinimumImageSize)
            errors.Add(decidedAt, $"the images of '{split}' end up {side} pixels wide, and {backbone.Name} takes at least {backbone.MinimumImageSize}");
    }

    private static void CheckNothingRandom(List<(SourceLocation Location, TransformSettings Transform)> steps, DiagnosticBag errors)
    {
        foreach (var (location, transform) in steps)
        {
            if (transform.IsRandom)
                errors.Add(location, "this transform is random, and validation images must be the same in every epoch", "use resize and center_crop");
        }
    }
}
