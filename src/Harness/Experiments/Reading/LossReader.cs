using Harness.Training.Objectives;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>loss</c>: a name alone, or <c>{ name: cross_entropy, label_smoothing: 0.1 }</c>.</summary>
internal static class LossReader
{
    public static Parsed<LossSettings> Read(YamlNode? node, DiagnosticBag errors)
    {
        if (node is null) return default;
        return Parsed<LossSettings>.OrBroken(LossRegistry.All.ReadNamed(node, errors), node.Location);
    }
}
