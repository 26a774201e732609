using System.Diagnostics;
using Harness.Data;
using Harness.Data.Streams;
using Harness.Libtorch;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Training.State;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>Trains one epoch of one or more techniques on a common backbone: from states to states, with nothing kept in between but what cannot differ.</summary>
/// <remarks>
/// The results depend on the tasks, the states they start from, the images and the numerics alone, never on what the process did before or on who else
/// is in the shared epoch. That is why an epoch read back from the store, a shared epoch and a technique trained on its own give the same bits.
/// </remarks>
public sealed class Trainer : IDisposable
{
    private readonly ModelSource _models;
    private readonly ImagePipeline _images;
    private readonly Device _device;
    private readonly ComputeSettings _compute;
    private readonly int _batchLimit;
    private readonly FeatureCache _featureCache = new();

    /// <summary>Makes a trainer for one backbone and one set of images.</summary>
    /// <param name="models">Where fresh models come from.</param>
    /// <param name="images">The images.</param>
    /// <param name="device">Where to train.</param>
    /// <param name="compute">How the backbone computes.</param>
    /// <param name="batchLimit">The maximum number of batches of a training or a validation; null for all.</param>
    public Trainer(ModelSource models, ImagePipeline images, Device device, ComputeSettings compute, int? batchLimit = null)
    {
        _batchLimit = batchLimit ?? int.MaxValue;
        _models = models;
        _images = images;
        _device = device;
        _compute = compute;
    }

    /// <summary>The memory of the features of one validation image, in bytes; 0 before the first validation.</summary>
    internal long FeatureBytesPerImage => _featureCache.BytesPerImage;

    private int EpochSteps => Math.Min(_images.TrainBatchCount, _batchLimit);

    /// <summary>Trains for one epoch and validates.</summary>
    /// <param name="sharedEpoch">What to do.</param>
    /// <param name="starts">The state that each epoch of the shared epoch starts from; not changed, not disposed. One state may serve several.</param>
    /// <param name="progress">Notified after every batch; null for none.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>For each epoch of the shared epoch, in order, what it gave or why it failed.</returns>
    /// <exception cref="Diagnostics.HarnessException">A frozen tensor changed, or an image could not be read.</exception>
    public IReadOnlyList<HeadOutcome> Run(
        SharedEpochTask sharedEpoch, IReadOnlyList<TrainingState> starts, IProgress<EpochProgress>? progress, CancellationToken cancellation)
    {
        var outcomes = new List<HeadOutcome>();
        Run(sharedEpoch, starts, (_, outcome) => outcomes.Add(outcome), progress, cancellation);
        return outcomes;
    }

    /// <summary>Trains for one epoch and validates, and passes on each outcome before it makes the next: their states are never all in memory.</summary>
    /// <param name="sharedEpoch">What to do.</param>
    /// <param name="starts">The state that each epoch of the shared epoch starts from; not changed, not disposed. One state may serve several.</param>
    /// <param name="receive">Notified for each epoch of the shared epoch, in order, of its place and what it gave or why it failed. What it throws ends the shared epoch.</param>
    /// <param name="progress">Notified after every batch; null for none.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="Diagnostics.HarnessException">A frozen tensor changed, or an image could not be read.</exception>
    public void Run(
        SharedEpochTask sharedEpoch,
        IReadOnlyList<TrainingState> starts,
        Action<int, HeadOutcome> receive,
        IProgress<EpochProgress>? progress,
        CancellationToken cancellation)
    {
        RunSharedEpoch(sharedEpoch, starts, receive, progress, cancellation);
        // Perhaps no technique has reached the validation.
        if (!sharedEpoch.IsValidatedAgain) DropCachedFeatures(sharedEpoch.ValidFeatures);
    }

    /// <summary>Frees what is kept for validations with a backbone that is no longer used for validation.</summary>
    /// <param name="backbone">The address of the backbone's state.</param>
    public void DropCachedFeatures(string backbone) => _featureCache.Drop(backbone);

    /// <inheritdoc/>
    public void Dispose() => _featureCache.Dispose();

    private void RunSharedEpoch(
        SharedEpochTask sharedEpoch,
        IReadOnlyList<TrainingState> starts,
        Action<int, HeadOutcome> receive,
        IProgress<EpochProgress>? progress,
        CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        var (backbone, failure) = FailureBoundary.Make(_device, () => new EpochBackbone(_models, sharedEpoch, starts[0], _device, _compute));
        using var ownedBackbone = backbone;
        if (backbone is null)
        {
            for (var i = 0; i < sharedEpoch.Epochs.Count; i++) receive(i, new(null, failure));
            return;
        }
        using var heads = HeadTrainings.Build(
            sharedEpoch.Epochs.Count, _device, i => new HeadTraining(_models, sharedEpoch.Epochs[i], starts[i], backbone.Part, _device));
        var savedSeconds = 0.0;
        failure = FailureBoundary.Run(_device, () => savedSeconds = RunEpoch(sharedEpoch, backbone, heads, progress, cancellation));
        if (failure is not null) heads.DropAll(failure);
        // On a GPU the heads' seconds are estimates.
        var backboneSeconds = Math.Max(0, watch.Elapsed.TotalSeconds - heads.OwnSeconds);
        var sharedBy = heads.Going.Count();
        heads.HandOver((place, head) => head.Finish(backboneSeconds, sharedBy, sharedEpoch.ValidatedBefore.Contains(place) ? 0 : savedSeconds), receive);
    }

    // Returns the seconds that this shared epoch saved because features were kept; a technique alone would save them only if it had computed them itself.
    private double RunEpoch(
        SharedEpochTask sharedEpoch, EpochBackbone backbone, HeadTrainings heads, IProgress<EpochProgress>? progress, CancellationToken cancellation)
    {
        if (!heads.Going.Any()) return 0;
        Train(sharedEpoch, backbone, heads, progress, cancellation);
        if (!heads.Going.Any()) return 0;
        var unmoved = backbone.EndTraining();
        heads.Each(head => head.EndTraining(unmoved));
        if (!heads.Going.Any()) return 0;
        backbone.BeginEvaluation();
        var savedSeconds = Validate(sharedEpoch, backbone, heads, progress, cancellation);
        heads.Each(head => head.EndValidation());
        return savedSeconds;
    }

    // The training loop. The backbone sees every batch once; each head that continues makes a step on what it gave.
    private void Train(
        SharedEpochTask sharedEpoch, EpochBackbone backbone, HeadTrainings heads, IProgress<EpochProgress>? progress, CancellationToken cancellation)
    {
        var (step, imagesDone) = (0, 0);
        foreach (var batch in sharedEpoch.Stream.Train(_images, sharedEpoch.First.Seed, sharedEpoch.First.Epoch, cancellation).Take(_batchLimit))
        {
            using var ownedBatch = batch;
            using var scope = NewDisposeScope();
            DropoutSeed.Set(sharedEpoch.First, step, _device.type);
            var targets = batch.Targets.to(_device);
            using var features = backbone.ForwardTraining(batch.Images.to(_device));
            heads.Each(head => Step(head, features, targets, step, EpochSteps));
            step++;
            imagesDone += batch.Count;
            if (heads.Going.FirstOrDefault() is not { } first) return;
            progress?.Report(new(false, imagesDone, _images.TrainImageCount, first.Training.Values));
        }
    }

    /// <summary>One training step of a head.</summary>
    /// <param name="head">The head.</param>
    /// <param name="features">What the backbone made of the batch; not disposed here.</param>
    /// <param name="targets">The targets of the batch; not disposed here.</param>
    /// <param name="step">Counted from 0 in the epoch.</param>
    /// <param name="epochSteps">The steps of an epoch.</param>
    /// <exception cref="TrainingFailedException">The loss is not a number.</exception>
    internal static void Step(HeadTraining head, FeatureMaps features, Tensor targets, int step, int epochSteps)
    {
        using var time = head.TimeStep();
        using var scope = NewDisposeScope();
        DropoutSeed.Set(head.Task, step, targets.device_type);
        head.BeginStep(step, epochSteps);
        head.Optimizer?.ZeroGradients();
        if (head.Objective.Loss(features, targets, head.Training) is { } loss)
        {
            GradientCallback.Backward(loss);
            head.ApplyGradientRules();
            head.Optimizer?.Step();
            head.AverageWeights(step, epochSteps);
        }
        head.RequireFiniteTraining();
    }

    // What the backbone gives for the validation images is computed once and kept as long as other validations with the backbone in the same state follow.
    private double Validate(
        SharedEpochTask sharedEpoch, EpochBackbone backbone, HeadTrainings heads, IProgress<EpochProgress>? progress, CancellationToken cancellation)
    {
        var imagesDone = 0;
        var validImages = sharedEpoch.Stream.ValidImageCount(_images);
        return _featureCache.Visit(sharedEpoch.ValidFeatures, sharedEpoch.IsValidatedAgain, Math.Min(_images.BatchCount(validImages), _batchLimit), Features, Use);

        IEnumerable<FeatureBatch> Features() => EvaluationFeatures(sharedEpoch.Stream, backbone, cancellation);

        void Use(FeatureBatch batch)
        {
            cancellation.ThrowIfCancellationRequested();
            heads.Each(head => Validate(head, batch.Features, batch.Targets));
            imagesDone += batch.ImageCount;
            if (heads.Going.FirstOrDefault() is { } first) progress?.Report(new(true, imagesDone, validImages, first.Validation.Values));
        }
    }

    /// <summary>Validates a head on a batch; only after its training has ended.</summary>
    /// <param name="head">The head.</param>
    /// <param name="features">[N, C, h, w], what the backbone made of the batch; not disposed here.</param>
    /// <param name="targets">The targets of the batch; not disposed here.</param>
    internal static void Validate(HeadTraining head, Tensor features, Tensor targets)
    {
        using var time = head.TimeStep();
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        head.Objective.Evaluate(features, targets, head.Validation);
    }

    private IEnumerable<FeatureBatch> EvaluationFeatures(BatchStream stream, EpochBackbone backbone, CancellationToken cancellation)
    {
        foreach (var batch in stream.Valid(_images, cancellation).Take(_batchLimit))
        {
            using var ownedBatch = batch;
            using var images = batch.Images.to(_device);
            using var targets = batch.Targets.to(_device);
            yield return new(backbone.ForwardEvaluation(images).DetachFromDisposeScope(), targets.clone().DetachFromDisposeScope(), batch.Count);
        }
    }
}
