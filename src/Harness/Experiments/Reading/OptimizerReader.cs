using Harness.Training.Optimizers;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>optimizer</c>: a name alone, or <c>{ name: sgd, momentum: 0.9 }</c>.</summary>
internal static class OptimizerReader
{
    public static Setting<OptimizerSettings>? Read(YamlNode? node, DiagnosticBag errors)
    {
        if (node is null) return null;
        return OptimizerRegistry.All.ReadNamed(node, errors) is { } settings ? new(settings, node.Location) : Setting<OptimizerSettings>.Broken;
    }
}
