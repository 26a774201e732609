using Harness.Data;
using Harness.Data.Labels;
using Harness.Data.Streams;
using Harness.Data.Transforms;
using Harness.Diagnostics;
using Harness.Libtorch;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Training.Metrics;
using Harness.Yaml;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Harness.Training.Objectives;

/// <summary>Predicts the class of every image twice while training: by the technique's head, and by the network's auxiliary classifier in its middle.</summary>
/// <param name="Weight">The factor of the auxiliary classifier's loss.</param>
/// <remarks>
/// Source: "Rethinking the Inception Architecture for Computer Vision" (arXiv:1512.00567), section 4; the factor is that of PyTorch's tutorial on fine-tuning,
/// https://docs.pytorch.org/tutorials/beginner/finetuning_torchvision_models_tutorial.html.
/// </remarks>
public sealed record AuxiliarySettings(double Weight = 0.4) : ClassifyingSettings
{
    /// <summary>The loss of the auxiliary classifier.</summary>
    public const string LossName = "auxiliary_loss";

    /// <summary>The fraction of the images that the auxiliary classifier classifies correctly.</summary>
    public const string AccuracyName = "auxiliary_accuracy";

    private static readonly Argument<AuxiliarySettings, double> WeightArgument = new(new NumberForm(NumberRange.Positive), static block => block.Weight, 0.4)
    {
        Name = "weight",
        Description = "The factor of the auxiliary classifier's loss.",
    };

    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, AuxiliarySettings>
    {
        Name = "auxiliary",
        Description = "The class of every image, with the technique's head and loss, and in training a second time by the auxiliary classifier in the middle of the network, head.auxiliary. Only inception_v3 has one, which takes images of at least 299 pixels.",
        Takes = [WeightArgument],
        Create = static values => new(WeightArgument.In(values)),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override BatchStream Stream => LabeledImages.Instance;

    /// <inheritdoc/>
    public override bool SeesAuxiliary => true;

    /// <inheritdoc/>
    public override IReadOnlyList<HeadDefinition> Heads(HeadSettings head, LabelSpace labels) =>
        [.. base.Heads(head, labels), new("auxiliary", HeadSettings.Linear, labels.Classes) { IsAuxiliary = true }];

    internal override void CheckBackbone(BackboneDescription backbone, DataSettings? data, SourceLocation location, DiagnosticBag errors)
    {
        if (backbone.Auxiliary is not { } auxiliary)
            errors.Add(location, $"objective '{Kind}' needs a network with an auxiliary classifier, and {backbone.Name} has none", "inception_v3 has one; classify is the same without it");
        else if (data is not null && TransformPipeline.SideOf(data.Train) is { } side && side < auxiliary.MinimumImageSize)
            errors.Add(
                location, $"the auxiliary classifier of {backbone.Name} takes images of at least {auxiliary.MinimumImageSize} pixels, and those of 'train' end up {side} pixels wide",
                $"crop to {auxiliary.MinimumImageSize} pixels in the suite's 'train', or use the objective classify");
    }

    internal override IObjective Begin(IReadOnlyList<Head> heads, LossSettings loss, LabelSpace labels) => new Epoch(heads[0], heads[1], loss, Weight);

    private sealed class Epoch(Head classifier, Head auxiliary, LossSettings loss, double weight) : IObjective
    {
        private readonly Classification _classification = new(classifier, loss);

        public Tensor? Loss(FeatureMaps features, Tensor targets, RunningMetrics metrics) =>
            Loss(features.Last, targets, metrics)!.Plus(AuxiliaryLoss(features.Auxiliary!, targets, metrics).Times(weight));

        public Tensor? Loss(Tensor features, Tensor targets, RunningMetrics metrics) => _classification.Loss(features, targets, metrics);

        public void Evaluate(Tensor features, Tensor targets, RunningMetrics metrics) => _classification.Evaluate(features, targets, metrics);

        private Tensor AuxiliaryLoss(Tensor features, Tensor targets, RunningMetrics metrics)
        {
            var outputs = auxiliary.call(features);
            // It ends in a linear layer, unlike perhaps the technique's head.
            var value = loss.TakesLogProbabilities ? functional.cross_entropy(outputs, targets) : loss.Compute(outputs, targets);
            metrics.AddMean(LossName, Classification.Reported(loss, value, outputs, targets), (int)targets.shape[0]);
            metrics.AddAccuracy(AccuracyName, outputs, targets);
            return value;
        }
    }
}
