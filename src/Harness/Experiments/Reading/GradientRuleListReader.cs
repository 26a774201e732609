using Harness.Training.Gradients;
using Harness.Yaml;

namespace Harness.Experiments.Reading;

/// <summary>Reads <c>gradients</c>: the rules for gradients, in the order in which they act.</summary>
internal static class GradientRuleListReader
{
    public static Parsed<IReadOnlyList<GradientRuleSettings>> Read(YamlNode? node, DiagnosticBag errors)
    {
        if (node is null) return default;
        if (node is not YamlSequence sequence)
        {
            errors.Add(node.Location, $"'gradients' must be a list of rules, not {node.Kind}", "for example gradients: [{ clip_norm: 1.0 }]");
            return Parsed<IReadOnlyList<GradientRuleSettings>>.Broken;
        }
        var rules = sequence.Items.Select(item => GradientRuleRegistry.All.Read(item, errors)).ToList();
        return rules.Contains(null)
            ? Parsed<IReadOnlyList<GradientRuleSettings>>.Broken
            : Parsed<IReadOnlyList<GradientRuleSettings>>.Of([.. rules.Select(rule => rule!)], node.Location);
    }
}
