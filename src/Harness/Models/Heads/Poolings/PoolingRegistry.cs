using Harness.Yaml.Blocks;

namespace Harness.Models.Heads.Poolings;

/// <summary>The poolings.</summary>
internal static class PoolingRegistry
{
    /// <summary>All of them, in the order in which they are listed to people.</summary>
    public static readonly BlockFamily<Pooling> All = new("pool")
    {
        AveragePooling.Definition,
        ConcatPooling.Definition,
    };
}
