using Harness.Yaml;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Training.Objectives;

/// <summary>Cross entropy of the logits.</summary>
/// <param name="LabelSmoothing">The fraction of each target that is spread evenly over all classes; 0 for none. Source: Szegedy and others 2016,
/// https://arxiv.org/abs/1512.00567.</param>
public sealed record CrossEntropyLoss(double LabelSmoothing = 0) : LossSettings
{
    private static readonly Argument<CrossEntropyLoss, double> LabelSmoothingArgument =
        new(new NumberForm(NumberRange.Unit.Below()), static loss => loss.LabelSmoothing, 0)
        {
            Name = "label_smoothing",
            Description = "The fraction of each target that is spread over all classes. Reported losses are plain.",
        };

    internal static BlockSpec<LossSettings> Definition { get; } = new BlockSpec<LossSettings, CrossEntropyLoss>
    {
        Name = "cross_entropy",
        Description = "Cross entropy of the logits.",
        Takes = [LabelSmoothingArgument],
        Create = static values => new(LabelSmoothingArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override bool IsReported => LabelSmoothing == 0;

    /// <inheritdoc/>
    public override Tensor Compute(Tensor outputs, Tensor labels) => nn.functional.cross_entropy(outputs, labels, label_smoothing: LabelSmoothing);
}
