using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Models.Heads.Layers;

/// <summary>max(x, 0).</summary>
public sealed record ReluLayer : HeadLayer
{
    internal static BlockSpec<HeadLayer> Definition { get; } = new BlockSpec<HeadLayer, ReluLayer>
    {
        Name = "relu",
        Description = "max(x, 0).",
        Create = static _ => new(),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override nn.Module<Tensor, Tensor> Create(int inputs, int outputs) => nn.ReLU();
}
