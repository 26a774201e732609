using Harness.Yaml.Blocks;

namespace Harness.Training.Objectives;

/// <summary>The losses that training can minimize.</summary>
internal static class LossRegistry
{
    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static readonly BlockFamily<LossSettings> All = new("loss", static name => $"loss '{name}'")
    {
        CrossEntropyLoss.Definition,
        NegativeLogLikelihoodLoss.Definition,
    };
}
