using System.Text.Json.Nodes;
using Harness.Data.Labels;
using Harness.Libtorch;
using Harness.Models.Heads;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Training.Objectives.Fitted;

/// <summary>The class whose mean feature vector is nearest; a class without training images has none, and is never predicted.</summary>
/// <remarks>Source: "Prototypical Networks for Few-shot Learning" (https://arxiv.org/abs/1703.05175), with a backbone that is not trained for it; the logits are
/// negative squared Euclidean distances.</remarks>
public sealed record PrototypeSettings : FittedSettings
{
    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, PrototypeSettings>
    {
        Name = "prototype",
        Description = "The class whose mean feature vector is nearest, by Euclidean distance. Computed, not trained.",
        Create = static _ => new(),
    };

    internal override IBlockSpec Spec => Definition;

    // An earlier version took the origin for the mean of an unseen class.
    internal override JsonNode? DescribeLabels(LabelSpace labels) => labels.Unseen.Count > 0 ? "without a prototype for unseen classes" : null;

    internal override IObjective Begin(IReadOnlyList<Head> heads, LossSettings loss, LabelSpace labels) => new Classifier(heads[0]);

    private sealed class Classifier(Head pooling) : FittedClassifier(pooling)
    {
        // By how much the logit of a class without images is below that of another class: enough for a probability of 0, and a bias that half precision can hold.
        private const double Absence = -100;

        private Tensor? _means;
        private Tensor? _absences;

        public override void Dispose()
        {
            base.Dispose();
            _means?.Dispose();
            _absences?.Dispose();
        }

        // In float64, so that the sums do not depend on how many images there are.
        protected override void Fit(Tensor features, Tensor targets)
        {
            var members = OneHot(targets, ScalarType.Float64);
            var counts = members.sum(1, keepdim: true);
            var means = members.matmul(features.to(float64)) / counts.AtLeast(1);
            // A class without training images, or without any in the batches of a dry run, has no mean, and the 0 in its place may be close to an image. With the mean of the
            // largest class and a lower bias it is never predicted, and its logit stays an ordinary number.
            var isAbsent = counts.logical_not();
            _means = where(isAbsent, means.index_select(0, counts.argmax().reshape(1)), means).DetachFromDisposeScope();
            _absences = isAbsent.squeeze(1).to(float64).Times(Absence).DetachFromDisposeScope();
        }

        // −‖x − m‖² = 2 m·x − ‖m‖² − ‖x‖², and the last is the same for all classes.
        protected override (Tensor Weight, Tensor Bias)? AsLinear() => (_means!.Times(2), _absences! - _means!.square().sum(1));

        protected override Tensor Outputs(Tensor features) => (_absences! - cdist(features.to(float64), _means!).square()).to(float32);
    }
}
