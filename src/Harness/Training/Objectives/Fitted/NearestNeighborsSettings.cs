using Harness.Data.Labels;
using Harness.Libtorch;
using Harness.Models.Heads;
using Harness.Yaml;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Training.Objectives.Fitted;

/// <summary>The most frequent class among the most similar training images; of classes that are equally frequent the first.</summary>
/// <param name="Neighbors">How many images vote; all of them where there are fewer.</param>
/// <remarks>Similar is what has a small angle between the feature vectors, as is usual for features of networks ("Unsupervised Feature Learning via
/// Non-Parametric Instance Discrimination", https://arxiv.org/abs/1805.01978); the votes are not weighted.</remarks>
public sealed record NearestNeighborsSettings(int Neighbors = 5) : FittedSettings
{
    private static readonly Argument<NearestNeighborsSettings, int> NeighborsArgument =
        new(new WholeNumberForm(NumberRange.AtLeast(1)), static block => block.Neighbors, 5)
        {
            Name = "neighbors",
            Description = "How many training images vote.",
        };

    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, NearestNeighborsSettings>
    {
        Name = "knn",
        Description = "The most frequent class among the training images whose features are most similar, by cosine. Computed, not trained.",
        Takes = [NeighborsArgument],
        Create = static values => new(NeighborsArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    private protected override bool IsLinear => false;

    internal override IObjective Begin(IReadOnlyList<Head> heads, LossSettings loss, LabelSpace labels) => new Classifier(heads[0], Neighbors);

    private sealed class Classifier(Head pooling, int neighbors) : FittedClassifier(pooling)
    {
        // For a class without a vote; small enough not to show among probabilities.
        private const double NoVote = 1e-6;

        private Tensor? _features;
        private Tensor? _classes;

        public override void Dispose()
        {
            base.Dispose();
            _features?.Dispose();
            _classes?.Dispose();
        }

        protected override void Fit(Tensor features, Tensor targets)
        {
            _features = nn.functional.normalize(features).DetachFromDisposeScope();
            _classes = OneHot(targets, ScalarType.Float32).t().contiguous().DetachFromDisposeScope();
        }

        protected override (Tensor Weight, Tensor Bias)? AsLinear() => null;

        // The logarithm of the fraction of votes, whose softmax is that fraction.
        protected override Tensor Outputs(Tensor features)
        {
            var count = (int)Math.Min(neighbors, _features!.shape[0]);
            var similarities = nn.functional.normalize(features).matmul(_features.t());
            var nearest = similarities.topk(count, dim: 1).indexes;
            var votes = _classes![nearest].sum(1);
            return votes.DividedBy(count).Plus(NoVote).log();
        }
    }
}
