using Harness.Yaml.Blocks;

namespace Harness.Training.Optimizers;

/// <summary>The optimizers.</summary>
internal static class OptimizerRegistry
{
    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static readonly BlockFamily<OptimizerSettings> All = new("optimizer", static name => $"optimizer '{name}'")
    {
        AdamSettings.Definition,
        AdamWSettings.Definition,
        SgdSettings.Definition,
    };
}
