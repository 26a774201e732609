using Harness.Diagnostics;

namespace Harness.Models.Parameters.Selectors;

/// <summary>The kinds of layers as selectors name them.</summary>
internal static class LayerKinds
{
    public static readonly Registry<LayerKind> All = new("kind of layer")
    {
        { "batchnorm", LayerKind.BatchNorm },
        { "convolution", LayerKind.Convolution },
        { "linear", LayerKind.Linear },
        { "layernorm", LayerKind.LayerNorm },
    };
}
