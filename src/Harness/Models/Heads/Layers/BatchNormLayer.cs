using Harness.Models.Parameters;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Models.Heads.Layers;

/// <summary>Batch normalization of features. Source: Ioffe and Szegedy 2015, https://arxiv.org/abs/1502.03167.</summary>
public sealed record BatchNormLayer : HeadLayer
{
    internal static BlockSpec<HeadLayer> Definition { get; } = new BlockSpec<HeadLayer, BatchNormLayer>
    {
        Name = "batchnorm",
        Description = "Batch normalization of features.",
        Create = static _ => new(),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDescription> Parameters(int inputs, int outputs) =>
        [new("weight", LayerKind.BatchNorm, [outputs]), new("bias", LayerKind.BatchNorm, [outputs])];

    /// <inheritdoc/>
    public override nn.Module<Tensor, Tensor> Create(int inputs, int outputs) => nn.BatchNorm1d(outputs);
}
