using System.Diagnostics;
using Harness.Data;
using Harness.Models;
using Harness.Training.State;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>Trains one epoch of one or more techniques on a common body: from states to states, with nothing kept in between but what cannot differ.</summary>
/// <remarks>
/// The results depend on the tasks, the states they start from, the images and the numerics alone, never on what the process did before or on who else
/// is in the pass. That is why a stage read back from the store, a shared stage, a pass and a technique trained on its own give the same bits.
/// </remarks>
public sealed class Trainer : IDisposable
{
    private readonly ModelSource _models;
    private readonly ImagePipeline _images;
    private readonly Device _device;
    private readonly ComputeSettings _compute;
    private readonly int _batchLimit;
    private readonly ValidationFeatures _validationFeatures = new();

    /// <summary>Makes a trainer for one body and one set of images.</summary>
    /// <param name="models">Where fresh models come from.</param>
    /// <param name="images">The images.</param>
    /// <param name="device">Where to train.</param>
    /// <param name="compute">How the body computes.</param>
    /// <param name="batchLimit">The most batches of a training or a validation; null for all.</param>
    public Trainer(ModelSource models, ImagePipeline images, Device device, ComputeSettings compute, int? batchLimit = null)
    {
        _batchLimit = batchLimit ?? int.MaxValue;
        _models = models;
        _images = images;
        _device = device;
        _compute = compute;
    }

    private int EpochSteps => Math.Min(_images.TrainBatchCount, _batchLimit);

    /// <summary>Trains for one epoch and validates.</summary>
    /// <param name="pass">What to do.</param>
    /// <param name="starts">The state that each epoch of the pass starts from; not changed, not disposed. One state may stand for several.</param>
    /// <param name="progress">Told after every batch; null for nobody.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>For each epoch of the pass, in order, what it gave or why it failed.</returns>
    /// <exception cref="Diagnostics.HarnessException">A frozen tensor changed, or an image could not be read.</exception>
    public IReadOnlyList<TraineeOutcome> Run(
        PassTask pass, IReadOnlyList<TrainingState> starts, IProgress<EpochProgress>? progress, CancellationToken cancellation)
    {
        var outcomes = new List<TraineeOutcome>();
        Run(pass, starts, (_, outcome) => outcomes.Add(outcome), progress, cancellation);
        return outcomes;
    }

    /// <summary>Trains for one epoch and validates, and hands on each outcome before it makes the next: their states are never all in memory.</summary>
    /// <param name="pass">What to do.</param>
    /// <param name="starts">The state that each epoch of the pass starts from; not changed, not disposed. One state may stand for several.</param>
    /// <param name="receive">Told for each epoch of the pass, in order, its place and what it gave or why it failed. What it throws ends the pass.</param>
    /// <param name="progress">Told after every batch; null for nobody.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="Diagnostics.HarnessException">A frozen tensor changed, or an image could not be read.</exception>
    public void Run(
        PassTask pass,
        IReadOnlyList<TrainingState> starts,
        Action<int, TraineeOutcome> receive,
        IProgress<EpochProgress>? progress,
        CancellationToken cancellation)
    {
        RunPass(pass, starts, receive, progress, cancellation);
        // Nobody may have come as far as the validation.
        if (!pass.IsValidatedAgain) DropValidationFeatures(pass.BodyAfter);
    }

    /// <summary>Frees what is kept for validations with a body that nobody will validate with any more.</summary>
    /// <param name="body">The address of the body's state.</param>
    public void DropValidationFeatures(string body) => _validationFeatures.Drop(body);

    /// <inheritdoc/>
    public void Dispose() => _validationFeatures.Dispose();

    private void RunPass(
        PassTask pass,
        IReadOnlyList<TrainingState> starts,
        Action<int, TraineeOutcome> receive,
        IProgress<EpochProgress>? progress,
        CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        var (body, failure) = Attempt.Make(_device, () => new PassBody(_models, pass, starts[0], _device, _compute));
        using var ownedBody = body;
        if (body is null)
        {
            for (var i = 0; i < pass.Epochs.Count; i++) receive(i, new(null, failure));
            return;
        }
        using var trainees = Trainees.Build(
            pass.Epochs.Count, _device, i => new Trainee(_models, pass.Epochs[i], starts[i], body.Part, _device));
        var savedSeconds = 0.0;
        failure = Attempt.Run(_device, () => savedSeconds = RunEpoch(pass, body, trainees, progress, cancellation));
        if (failure is not null) trainees.DropAll(failure);
        var bodySeconds = watch.Elapsed.TotalSeconds - trainees.OwnSeconds;
        var sharedBy = trainees.Going.Count();
        trainees.HandOver(trainee => trainee.Finish(bodySeconds, sharedBy, savedSeconds), receive);
    }

    // Returns the seconds of which each technique alone would have had need, but not this pass.
    private double RunEpoch(
        PassTask pass, PassBody body, Trainees trainees, IProgress<EpochProgress>? progress, CancellationToken cancellation)
    {
        if (!trainees.Going.Any()) return 0;
        Train(pass, body, trainees, progress, cancellation);
        if (!trainees.Going.Any()) return 0;
        var unmoved = body.EndTraining();
        trainees.Each(trainee => trainee.EndTraining(unmoved));
        if (!trainees.Going.Any()) return 0;
        var savedSeconds = Validate(pass, body, trainees, progress, cancellation);
        trainees.Each(trainee => trainee.EndValidation());
        return pass.HasValidatedBefore ? 0 : savedSeconds;
    }

    private void Train(
        PassTask pass, PassBody body, Trainees trainees, IProgress<EpochProgress>? progress, CancellationToken cancellation)
    {
        var step = 0;
        foreach (var batch in _images.TrainBatches(pass.First.Seed, pass.First.Epoch, cancellation).Take(_batchLimit))
        {
            using var ownedBatch = batch;
            using var scope = NewDisposeScope();
            DropoutSeed.Set(pass.First, step);
            var labels = batch.Labels.to(_device);
            using var features = body.ForwardTraining(batch.Images.to(_device));
            trainees.Each(trainee => trainee.Step(features, labels, step, EpochSteps));
            step++;
            if (trainees.Going.FirstOrDefault() is not { } first) return;
            progress?.Report(new(false, first.Training.Count, _images.TrainImageCount, first.Training.Loss, first.Training.Accuracy));
        }
    }

    private double Validate(
        PassTask pass, PassBody body, Trainees trainees, IProgress<EpochProgress>? progress, CancellationToken cancellation) =>
        _validationFeatures.Visit(pass.BodyAfter, pass.IsValidatedAgain, Math.Min(_images.ValidBatchCount, _batchLimit), () => EvaluationFeatures(body, cancellation), batch =>
        {
            cancellation.ThrowIfCancellationRequested();
            trainees.Each(trainee => trainee.Validate(batch.Features, batch.Labels));
            if (trainees.Going.FirstOrDefault() is not { } first) return;
            progress?.Report(new(true, first.Validation.Count, _images.ValidImageCount, first.Validation.Loss, first.Validation.Accuracy));
        });

    private IEnumerable<FeatureBatch> EvaluationFeatures(PassBody body, CancellationToken cancellation)
    {
        foreach (var batch in _images.ValidBatches(cancellation).Take(_batchLimit))
        {
            using var ownedBatch = batch;
            using var images = batch.Images.to(_device);
            using var labels = batch.Labels.to(_device);
            yield return new(body.ForwardEvaluation(images).DetachFromDisposeScope(), labels.clone().DetachFromDisposeScope());
        }
    }
}
