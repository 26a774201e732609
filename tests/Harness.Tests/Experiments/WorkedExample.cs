using Harness.Models.Heads.Layers;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Tests.Experiments;

/// <summary>The Gaussian error linear unit. Source: Hendrycks and Gimpel 2016, https://arxiv.org/abs/1606.08415.</summary>
public sealed record GeluLayer : HeadLayer
{
    internal static BlockSpec<HeadLayer> Definition { get; } = new BlockSpec<HeadLayer, GeluLayer>
    {
        Name = "gelu",
        Description = "x times the normal distribution function of x.",
        Create = static _ => new(),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override nn.Module<Tensor, Tensor> Create(int inputs, int outputs) => nn.GELU();
}
