using Harness.Yaml.Blocks;

namespace Harness.Models.Heads.Layers;

/// <summary>The layers that a head can be made of.</summary>
internal static class HeadLayerRegistry
{
    /// <summary>All layers, in the order in which they are listed to people.</summary>
    public static readonly BlockFamily<HeadLayer> All = new("layer")
    {
        LinearLayer.Definition,
        BatchNormLayer.Definition,
        ReluLayer.Definition,
        DropoutLayer.Definition,
        LogSoftmaxLayer.Definition,
    };
}
