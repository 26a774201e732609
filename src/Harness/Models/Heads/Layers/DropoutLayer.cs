using Harness.Yaml;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Models.Heads.Layers;

/// <summary>Dropout, in training only. Source: Srivastava and others 2014, https://jmlr.org/papers/v15/srivastava14a.html.</summary>
/// <param name="Probability">The fraction of features set to zero.</param>
public sealed record DropoutLayer(double Probability) : HeadLayer
{
    private static readonly Argument<DropoutLayer, double> ProbabilityArgument = new(new NumberForm(NumberRange.Unit.Below()), static layer => layer.Probability)
    {
        Name = "probability",
        Description = "The fraction of features set to zero in training.",
    };

    internal static BlockSpec<HeadLayer> Definition { get; } = new BlockSpec<HeadLayer, DropoutLayer>
    {
        Name = "dropout",
        Description = "Sets a random fraction of the features to zero, in training only.",
        Example = "{ dropout: 0.5 }",
        Takes = [ProbabilityArgument],
        Shorthand = ProbabilityArgument,
        TakesMapping = false,
        Create = static values => new(ProbabilityArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override nn.Module<Tensor, Tensor> Create(int inputs, int outputs) => nn.Dropout(Probability);
}
