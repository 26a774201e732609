using System.Text.Json.Nodes;
using Harness.Data.Streams;
using Harness.Models.Heads;
using Harness.Results;
using Harness.Training.Metrics;
using Harness.Yaml.Blocks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Harness.Training.Objectives;

/// <summary>Tells the class of every image: the technique's head and loss on the images as they are.</summary>
public sealed record ClassificationSettings : ObjectiveSettings
{
    internal static BlockSpec<ObjectiveSettings> Definition { get; } = new BlockSpec<ObjectiveSettings, ClassificationSettings>
    {
        Name = "classify",
        Description = "The class of every image, with the technique's head and loss: what a phase learns that says nothing else.",
        Create = static _ => new(),
    };

    internal override IBlockSpec Spec => Definition;

    /// <inheritdoc/>
    public override BatchStream Stream => LabeledImages.Instance;

    /// <inheritdoc/>
    public override bool Classifies => true;

    /// <inheritdoc/>
    public override IReadOnlyList<HeadDefinition> Heads(HeadSettings head, int classes) => [new(string.Empty, head, classes)];

    internal override IObjective Begin(IReadOnlyList<Head> heads, LossSettings loss) => new Epoch(heads[0], loss);

    internal override JsonObject Describe(HeadSettings head, LossSettings loss)
    {
        var description = ToJson();
        description["pool"] = head.Pool.ToJson();
        description["layers"] = new JsonArray([.. head.Layers.Select(layer => layer.ToJson())]);
        description["loss"] = loss.ToJson();
        return description;
    }

    private sealed class Epoch(Head head, LossSettings settings) : IObjective
    {
        public Tensor Loss(Tensor features, Tensor targets, RunningMetrics metrics)
        {
            var outputs = head.call(features);
            var loss = settings.Compute(outputs, targets);
            metrics.AddMean(MetricNames.Loss, Reported(loss, outputs, targets), (int)targets.shape[0]);
            metrics.AddAccuracy(MetricNames.Accuracy, outputs, targets);
            return loss;
        }

        public void Evaluate(Tensor features, Tensor targets, RunningMetrics metrics)
        {
            var outputs = head.call(features);
            // Of log probabilities the cross entropy is their negative log likelihood, so one loss is reported for every head.
            metrics.AddMean(MetricNames.Loss, functional.cross_entropy(outputs, targets), (int)targets.shape[0]);
            metrics.AddAccuracy(MetricNames.Accuracy, outputs, targets);
            metrics.AddPredictions(outputs);
        }

        // Smoothed targets never give a loss of 0: plain ones keep the losses of all techniques, and of training and validation, comparable.
        private Tensor Reported(Tensor loss, Tensor outputs, Tensor targets)
        {
            if (settings.IsReported) return loss;
            using var _ = no_grad();
            return functional.cross_entropy(outputs, targets);
        }
    }
}
