using Harness.Training.Objectives;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>loss</c>: a name alone, or <c>{ name: cross_entropy, label_smoothing: 0.1 }</c>.</summary>
internal static class LossReader
{
    public static Setting<LossSettings>? Read(YamlNode? node, DiagnosticBag errors)
    {
        if (node is null) return null;
        return LossRegistry.All.ReadNamed(node, errors) is { } loss ? new(loss, node.Location) : Setting<LossSettings>.Broken;
    }
}
