using Harness.Models.Parameters;
using Harness.Yaml;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Models.Heads.Layers;

/// <summary>A linear layer.</summary>
/// <param name="Features">The number of outputs; null for one per class.</param>
public sealed record LinearLayer(int? Features) : HeadLayer
{
    // More would make a layer larger than the backbone, and are a typo.
    private const int MaximumFeatures = 65536;

    /// <summary>How many outputs a layer may have.</summary>
    internal static NumberRange Widths { get; } = NumberRange.Between(1, MaximumFeatures);

    private static readonly Argument<LinearLayer, int?> FeaturesArgument =
        new(new OptionalForm<int>(new WholeNumberForm(Widths)), static layer => layer.Features, null)
        {
            Name = "features",
            Description = "The number of outputs.",
        };

    internal static BlockSpec<HeadLayer> Definition { get; } = new BlockSpec<HeadLayer, LinearLayer>
    {
        Name = "linear",
        Description = "A linear layer. The last one of a head has no number and gives one output per class.",
        Example = "linear: 512",
        Takes = [FeaturesArgument],
        Shorthand = FeaturesArgument,
        TakesMapping = false,
        Create = static values => new(FeaturesArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override int Outputs(int inputs, int classes) => Features ?? classes;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDescription> Parameters(int inputs, int outputs) =>
        [new("weight", LayerKind.Linear, [outputs, inputs]), new("bias", LayerKind.Linear, [outputs])];

    /// <inheritdoc/>
    public override nn.Module<Tensor, Tensor> Create(int inputs, int outputs) => nn.Linear(inputs, outputs);
}
