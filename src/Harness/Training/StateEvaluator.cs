using Harness.Data;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Training.Metrics;
using Harness.Training.Objectives;
using Harness.Training.State;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>Measures the network that an epoch ended with on other images, without training: the same numbers and predictions as a validation of that epoch on them.</summary>
/// <param name="models">Where fresh models come from.</param>
/// <param name="images">The images: those that it is measured on replace the validation images.</param>
/// <param name="device">Where to compute.</param>
/// <param name="compute">How the backbone computes.</param>
/// <param name="batchLimit">The maximum number of batches; null for all.</param>
public sealed class StateEvaluator(ModelSource models, ImagePipeline images, Device device, ComputeSettings compute, int? batchLimit = null)
{
    private readonly int _batchLimit = batchLimit ?? int.MaxValue;

    /// <summary>Measures.</summary>
    /// <param name="task">The epoch.</param>
    /// <param name="state">The state that it ended with; not changed, not disposed.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The metrics of the epoch's objective and what it predicts.</returns>
    /// <exception cref="Diagnostics.HarnessException">An image could not be read.</exception>
    public StateEvaluation Evaluate(EpochTask task, TrainingState state, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        using var backbone = models.CreateBackbone(task.Seed, task.Initialization);
        backbone.to(device);
        ModelState.ApplyToBackbone(ModelPart.Backbone(backbone), state.Model);
        using var evaluating = BackboneWithoutGraph.Evaluating(backbone, compute);
        var heads = CreateHeads(task, state);
        try
        {
            using var objective = task.Phase.Objective.Begin(heads, task.Loss, task.Labels);
            return Evaluate(task, objective, evaluating.Forward, cancellation);
        }
        finally
        {
            heads.ForEach(head => head.Dispose());
        }
    }

    private List<Head> CreateHeads(EpochTask task, TrainingState state)
    {
        var heads = models.CreateHeads(task.Heads, task.Seed, task.Initialization).Select(head => head.to(device)).ToList();
        ModelState.ApplyToHeads(ModelPart.Heads(task.Heads, heads), state.Model);
        heads.ForEach(head => head.eval());
        return heads;
    }

    private StateEvaluation Evaluate(EpochTask task, IObjective objective, Func<Tensor, Tensor> forward, CancellationToken cancellation)
    {
        using var metrics = new RunningMetrics(device.type);
        var stream = task.Phase.Objective.Stream;
        // A classifier computed from features is not part of the state: it is computed again.
        if (task.Phase.Objective.IsFitted)
        {
            using var ofFitting = new RunningMetrics(device.type);
            EachBatch(stream.Train(images, task.Seed, task.Epoch, cancellation), forward, (features, targets) => objective.Loss(features, targets, ofFitting));
            objective.EndTraining();
        }
        EachBatch(stream.Valid(images, cancellation), forward, (features, targets) => objective.Evaluate(features, targets, metrics));
        metrics.Collect();
        return new(metrics.Values, metrics.Predictions);
    }

    private void EachBatch(IEnumerable<Batch> batches, Func<Tensor, Tensor> forward, Action<Tensor, Tensor> use)
    {
        foreach (var batch in batches.Take(_batchLimit))
        {
            using var ownedBatch = batch;
            using var scope = NewDisposeScope();
            use(forward(batch.Images.to(device)), batch.Targets.to(device));
        }
    }
}
