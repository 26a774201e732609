using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Models.Heads.Layers;

/// <summary>The logarithm of the softmax; the last layer where the loss is the negative log likelihood.</summary>
public sealed record LogSoftmaxLayer : HeadLayer
{
    internal static BlockSpec<HeadLayer> Definition { get; } = new BlockSpec<HeadLayer, LogSoftmaxLayer>
    {
        Name = "log_softmax",
        Description = "The logarithm of the softmax: the last layer where the loss is nll.",
        Create = static _ => new(),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override nn.Module<Tensor, Tensor> Create(int inputs, int outputs) => nn.LogSoftmax(1);
}
