using Harness.Yaml.Blocks;

namespace Harness.Training.Gradients;

/// <summary>The rules for gradients.</summary>
internal static class GradientRuleRegistry
{
    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static readonly BlockFamily<GradientRuleSettings> All = new("gradient rule")
    {
        StartingPointPenaltySettings.Definition,
        ClipNormSettings.Definition,
    };
}
