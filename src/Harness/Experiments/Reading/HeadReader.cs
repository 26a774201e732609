using Harness.Diagnostics;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>head</c>: a pooling and layers that end in one output per class.</summary>
internal static class HeadReader
{
    /// <summary>Reads the section; a broken setting after reporting.</summary>
    /// <returns>The head, located at its last layer, where a mismatch with the loss is reported.</returns>
    public static Parsed<HeadSettings> Read(YamlNode? node, DiagnosticBag errors)
    {
        if (node is null) return default;
        if (Section.Open(node, "head", errors) is not { } section) return Parsed<HeadSettings>.Broken;
        var pool = PoolingRegistry.All.ReadWord(section.Required("pool"), errors);
        var list = section.Required("layers");
        var layers = ReadLayers(list, errors);
        section.Close();
        if (pool is null || layers is null) return Parsed<HeadSettings>.Broken;
        return Parsed<HeadSettings>.Of(new HeadSettings { Pool = pool, Layers = layers }, ((YamlSequence)list!).Items[^1].Location);
    }

    private static List<HeadLayer>? ReadLayers(YamlNode? node, DiagnosticBag errors)
    {
        if (node is null) return null;
        if (node is not YamlSequence { Items.Count: > 0 } sequence)
        {
            errors.Add(node.Location, $"'layers' must be a list of layers, not {node.Kind}", "the shortest head is [linear]");
            return null;
        }
        var steps = sequence.Items.Select(item => (item.Location, Layer: HeadLayerRegistry.All.Read(item, errors))).ToList();
        if (steps.Exists(step => step.Layer is null)) return null;
        var before = errors.Count;
        CheckOutput(sequence, steps!, errors);
        return errors.Count > before ? null : steps.ConvertAll(step => step.Layer!);
    }

    // Exactly one linear layer has no size: the last, which gives the classes. Only log_softmax may follow it.
    private static void CheckOutput(YamlSequence list, List<(SourceLocation Location, HeadLayer Layer)> steps, DiagnosticBag errors)
    {
        var output = steps.FindLastIndex(step => step.Layer is LinearLayer);
        if (output < 0 || steps[output].Layer is LinearLayer { Features: not null })
        {
            errors.Add(
                output < 0 ? list.Location : steps[output].Location, "the last linear layer of a head gives one output per class and has no size",
                "add 'linear' without a number at the end of 'layers'");
            return;
        }
        for (var index = 0; index < steps.Count; index++)
        {
            var (location, layer) = steps[index];
            if (index < output && layer is LinearLayer { Features: null })
                errors.Add(
                    location, "only the last linear layer may omit its size", "write the number of its outputs, for example { linear: 512 }");
            if (layer is LogSoftmaxLayer && index != steps.Count - 1)
                errors.Add(location, "'log_softmax' can only be the last layer");
            else if (index > output && layer is not LogSoftmaxLayer)
                errors.Add(location, "only 'log_softmax' can follow the linear layer that gives the classes");
        }
    }
}
