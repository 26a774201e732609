using Harness.Data.Labels;
using Harness.Data.Streams;
using Harness.Models.Heads;
using Harness.Training.Metrics;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Harness.Training.Objectives;

/// <summary>Predicts by how many quarter turns an image was rotated: a task that needs no labels, for pretraining a backbone.</summary>
/// <remarks>Source: "Unsupervised Representation Learning by Predicting Image Rotations" (https://arxiv.org/abs/1803.07728).</remarks>
public sealed record RotationSettings : ObjectiveSettings
{
    /// <summary>The cross entropy of the four rotations.</summary>
    public const string LossName = "rotation_loss";

    /// <summary>The fraction of the rotated images whose rotation is right.</summary>
    public const string AccuracyName = "rotation_accuracy";

    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, RotationSettings>
    {
        Name = "rotation",
        Description = "By which of four quarter turns an image was rotated, without looking at classes. Its own linear head is head.rotation.",
        Create = static _ => new(),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override BatchStream Stream => RotatedImages.Instance;

    /// <inheritdoc/>
    public override bool Classifies => false;

    /// <inheritdoc/>
    public override IReadOnlyList<HeadDefinition> Heads(HeadSettings head, LabelSpace labels) => [new("rotation", HeadSettings.Linear, RotatedImages.Rotations)];

    internal override IObjective Begin(IReadOnlyList<Head> heads, LossSettings loss, LabelSpace labels) => new Epoch(heads[0]);

    private sealed class Epoch(Head head) : IObjective
    {
        public Tensor Loss(Tensor features, Tensor targets, RunningMetrics metrics)
        {
            var outputs = head.call(features);
            var loss = functional.cross_entropy(outputs, targets);
            metrics.AddMean(LossName, loss, (int)targets.shape[0]);
            metrics.AddAccuracy(AccuracyName, outputs, targets);
            return loss;
        }

        public void Evaluate(Tensor features, Tensor targets, RunningMetrics metrics) => Loss(features, targets, metrics);
    }
}
