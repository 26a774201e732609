using Harness.Data.Labels;
using Harness.Libtorch;
using Harness.Models.Heads;
using Harness.Yaml;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;

namespace Harness.Training.Objectives.Fitted;

/// <summary>A linear classifier by least squares with an L2 penalty on its weights, not on its bias.</summary>
/// <param name="Penalty">The factor of the penalty.</param>
/// <remarks>Source: "Meta-learning with differentiable closed-form solvers" (https://arxiv.org/abs/1805.08136), only the solution; scikit-learn's
/// <c>RidgeClassifier</c> solves the same.</remarks>
public sealed record RidgeSettings(double Penalty = 1) : FittedSettings
{
    private static readonly Argument<RidgeSettings, double> PenaltyArgument = new(new NumberForm(NumberRange.Positive), static block => block.Penalty, 1)
    {
        Name = "penalty",
        Description = "The factor of the squared weights that is added to the squared errors.",
    };

    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, RidgeSettings>
    {
        Name = "ridge",
        Description = "A linear classifier by least squares with an L2 penalty. Computed, not trained.",
        Takes = [PenaltyArgument],
        Create = static values => new(PenaltyArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    internal override IObjective Begin(IReadOnlyList<Head> heads, LossSettings loss, LabelSpace labels) => new Classifier(heads[0], Penalty);

    private sealed class Classifier(Head pooling, double penalty) : FittedClassifier(pooling)
    {
        private Tensor? _weights;
        private Tensor? _bias;

        public override void Dispose()
        {
            base.Dispose();
            _weights?.Dispose();
            _bias?.Dispose();
        }

        // With centered features X and targets Y the weights are (XᵀX + λI)⁻¹XᵀY, and equally Xᵀ(XXᵀ + λI)⁻¹Y: the smaller system is solved.
        protected override void Fit(Tensor features, Tensor targets)
        {
            var x = features.to(float64);
            var y = OneHot(targets, ScalarType.Float64).t().Times(2).Plus(-1);
            var (xMean, yMean) = (x.mean([0], keepdim: true), y.mean([0], keepdim: true));
            var (centered, centeredTargets) = (x - xMean, y - yMean);
            var (count, width) = (x.shape[0], x.shape[1]);
            var weights = count < width
                ? centered.t().matmul(linalg.solve(Penalized(centered.matmul(centered.t()), count), centeredTargets))
                : linalg.solve(Penalized(centered.t().matmul(centered), width), centered.t().matmul(centeredTargets));
            _bias = (yMean - xMean.matmul(weights)).DetachFromDisposeScope();
            _weights = weights.DetachFromDisposeScope();
        }

        protected override Tensor Outputs(Tensor features) => features.to(float64).matmul(_weights!).Plus(_bias!).to(float32);

        protected override (Tensor Weight, Tensor Bias)? AsLinear() => (_weights!.t(), _bias!.squeeze(0));

        private Tensor Penalized(Tensor products, long size) => products.Plus(eye(size, dtype: ScalarType.Float64, device: products.device).Times(penalty));
    }
}
