using Harness.Data.Labels;
using Harness.Libtorch;
using Harness.Models.Heads;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Training.Objectives.Fitted;

/// <summary>The class whose mean feature vector is nearest.</summary>
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

    internal override IObjective Begin(IReadOnlyList<Head> heads, LossSettings loss, LabelSpace labels) => new Classifier(heads[0]);

    private sealed class Classifier(Head pooling) : FittedClassifier(pooling)
    {
        private Tensor? _means;

        public override void Dispose()
        {
            base.Dispose();
            _means?.Dispose();
        }

        // In float64, so that the sums do not depend on how many images there are.
        protected override void Fit(Tensor features, Tensor targets)
        {
            var members = OneHot(targets, ScalarType.Float64);
            // A class of which a dry run has seen no image has its mean at 0.
            _means = (members.matmul(features.to(float64)) / members.sum(1, keepdim: true).AtLeast(1)).DetachFromDisposeScope();
        }

        // −‖x − m‖² = 2 m·x − ‖m‖² − ‖x‖², and the last is the same for all classes.
        protected override (Tensor Weight, Tensor Bias)? AsLinear() => (_means!.Times(2), -_means!.square().sum(1));

        protected override Tensor Outputs(Tensor features) => -cdist(features.to(float64), _means!).square().to(float32);
    }
}
