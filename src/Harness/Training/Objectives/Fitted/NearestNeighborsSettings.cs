using System.Text.Json.Nodes;
using Harness.Data.Labels;
using Harness.Libtorch;
using Harness.Models.Heads;
using Harness.Yaml;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Training.Objectives.Fitted;

/// <summary>The most frequent class among the most similar training images; of equally frequent classes, the one whose images are more similar.</summary>
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
        Description = "The most frequent class among the training images whose features are most similar, by cosine; of equally frequent classes, the one with the more similar images. Computed, not trained.",
        Takes = [NeighborsArgument],
        Create = static values => new(NeighborsArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    private protected override bool IsLinear => false;

    // An earlier version took the first of equally frequent classes.
    internal override JsonObject Describe(HeadSettings head, LossSettings loss)
    {
        var description = base.Describe(head, loss);
        description["ties"] = "more similar";
        return description;
    }

    internal override IObjective Begin(IReadOnlyList<Head> heads, LossSettings loss, LabelSpace labels) => new Classifier(heads[0], Neighbors);

    private sealed class Classifier(Head pooling, int neighbors) : FittedClassifier(pooling)
    {
        // For a class without a vote; small enough not to show among probabilities.
        private const double NoVote = 1e-6;

        // Added to the logarithm of the predicted class, to put it above classes with as many votes; small enough not to show among probabilities either.
        private const double TieBreak = 1e-5;

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
            var (similarities, nearest) = nn.functional.normalize(features).matmul(_features.t()).topk(count, dim: 1);
            var ballots = _classes![nearest];
            var votes = ballots.sum(1);
            var predicted = OneHot(MoreSimilar(votes, (ballots * similarities.unsqueeze(2)).sum(1), count), ScalarType.Float32).t();
            return votes.DividedBy(count).Plus(NoVote).log().Plus(predicted.Times(TieBreak));
        }

        // [M]: the class with the most votes; of several, the one whose voters have the highest sum of cosines, which is divided so that it weighs less than a vote.
        private static Tensor MoreSimilar(Tensor votes, Tensor cosines, int count) => votes.to(float64).Plus(cosines.to(float64).DividedBy(2.0 * (count + 1))).argmax(1);
    }
}
