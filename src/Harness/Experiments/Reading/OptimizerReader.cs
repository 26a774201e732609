using Harness.Training.Optimizers;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>optimizer</c>: a name alone, or <c>{ name: sgd, momentum: 0.9 }</c>.</summary>
internal static class OptimizerReader
{
    public static Parsed<OptimizerSettings> Read(YamlNode? node, DiagnosticBag errors)
    {
        if (node is null) return default;
        return Parsed<OptimizerSettings>.OrBroken(OptimizerRegistry.All.ReadNamed(node, errors), node.Location);
    }
}
