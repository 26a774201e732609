using Harness.Data.Labels;
using Harness.Libtorch;
using Harness.Models.Heads;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Training.Objectives.Domains;

/// <summary>Maximum mean discrepancy: it makes the distributions of the two domains' features the same, as far as some Gaussian kernels can tell.</summary>
/// <param name="Weight">The factor of the discrepancy in the loss.</param>
/// <remarks>Source: "Learning Transferable Features with Deep Adaptation Networks" (https://arxiv.org/abs/1502.02791), on one layer, the pooled features, with
/// kernels of equal weight, whose bandwidths are the mean squared distance of the batch times ¼ to 4, and with all pairs instead of the linear-time estimate.</remarks>
public sealed record MmdSettings(double Weight = 1) : AdaptationSettings(Weight)
{
    /// <summary>The squared discrepancy.</summary>
    public const string LossName = "mmd_loss";

    private static readonly double[] Bandwidths = [0.25, 0.5, 1, 2, 4];

    private static readonly Argument<MmdSettings, double> WeightArgument = new(WeightForm, static block => block.Weight, 1)
    {
        Name = "weight",
        Description = "The factor of the discrepancy in the loss.",
    };

    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, MmdSettings>
    {
        Name = "mmd",
        Description = "The class of the source's images, on pooled features whose distributions Gaussian kernels cannot tell apart (DAN's multi-kernel MMD). Validation is on the target.",
        Takes = [WeightArgument],
        Create = static values => new(WeightArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    internal override IObjective Begin(IReadOnlyList<Head> heads, LossSettings loss, LabelSpace labels) => new DistanceAdaptation(heads[0], heads[1], loss, LossName, Weight, Distance);

    /// <summary>The squared maximum mean discrepancy, with every image compared with itself too, so that it is never negative.</summary>
    /// <param name="source">[N, F].</param>
    /// <param name="target">[N, F].</param>
    /// <returns>A scalar.</returns>
    internal static Tensor Distance(Tensor source, Tensor target)
    {
        var count = source.shape[0];
        var kernel = Kernel(cat([source, target], 0));
        var within = kernel.narrow(0, 0, count).narrow(1, 0, count).mean().Plus(kernel.narrow(0, count, count).narrow(1, count, count).mean());
        return within - kernel.narrow(0, 0, count).narrow(1, count, count).mean().Times(2);
    }

    private static Tensor Kernel(Tensor features)
    {
        // From products: cdist has no gradient at a distance of 0, where every image is to itself.
        var squares = features.square().sum(1, keepdim: true);
        var distances = (squares.Plus(squares.t()) - features.matmul(features.t()).Times(2)).AtLeast(0);
        var count = features.shape[0];
        var mean = distances.detach().sum().DividedBy(count * (count - 1)).AtLeast(1e-12);
        return Bandwidths.Select(bandwidth => (-distances / mean.Times(bandwidth)).exp()).Aggregate((sum, next) => sum.Plus(next)).DividedBy(Bandwidths.Length);
    }
}
