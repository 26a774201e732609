using Harness.Data.Labels;
using Harness.Libtorch;
using Harness.Models.Heads;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Training.Objectives.Domains;

/// <summary>Correlation alignment: it makes the covariances of the two domains' features the same.</summary>
/// <param name="Weight">The factor of the distance in the loss.</param>
/// <remarks>Source: "Deep CORAL" (https://arxiv.org/abs/1607.01719). It aligns the outputs of the last layer; here, as with the other objectives, it is the pooled
/// features. The distance is divided by 4F², so that a weight is large where features are many and small.</remarks>
public sealed record CoralSettings(double Weight = 1) : AdaptationSettings(Weight)
{
    /// <summary>The distance of the covariances.</summary>
    public const string LossName = "coral_loss";

    private static readonly Argument<CoralSettings, double> WeightArgument = new(WeightForm, static block => block.Weight, 1)
    {
        Name = "weight",
        Description = "The factor of the distance in the loss.",
    };

    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, CoralSettings>
    {
        Name = "coral",
        Description = "The class of the source's images, on pooled features whose covariances are the same in both domains (Deep CORAL). Validation is on the target.",
        Takes = [WeightArgument],
        Create = static values => new(WeightArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    internal override IObjective Begin(IReadOnlyList<Head> heads, LossSettings loss, LabelSpace labels) => new DistanceAdaptation(heads[0], heads[1], loss, LossName, Weight, Distance);

    /// <summary>The squared Frobenius distance of the covariances, divided by 4F².</summary>
    /// <param name="source">[N, F].</param>
    /// <param name="target">[M, F].</param>
    /// <returns>A scalar.</returns>
    internal static Tensor Distance(Tensor source, Tensor target)
    {
        var width = source.shape[1];
        return (Covariance(source) - Covariance(target)).square().sum().DividedBy(4.0 * width * width);
    }

    private static Tensor Covariance(Tensor features)
    {
        var centered = features - features.mean([0], keepdim: true);
        // A batch of a single image has no covariance.
        return centered.t().matmul(centered).DividedBy(Math.Max(1, features.shape[0] - 1));
    }
}
