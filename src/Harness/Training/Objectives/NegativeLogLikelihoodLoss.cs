using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Training.Objectives;

/// <summary>Negative log likelihood; the head must end in <c>log_softmax</c>.</summary>
public sealed record NegativeLogLikelihoodLoss : LossSettings
{
    internal static BlockSpec<LossSettings> Definition { get; } = new BlockSpec<LossSettings, NegativeLogLikelihoodLoss>
    {
        Name = "nll",
        Description = "Negative log likelihood, for a head that ends in log_softmax.",
        Create = static _ => new(),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override bool TakesLogProbabilities => true;

    /// <inheritdoc/>
    public override Tensor Compute(Tensor outputs, Tensor labels) => labels.dim() == 1
        ? nn.functional.nll_loss(outputs, labels)
        : -(outputs * labels).sum(1).mean();
}
