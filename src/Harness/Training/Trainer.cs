using System.Diagnostics;
using System.Runtime.InteropServices;
using Harness.Data;
using Harness.Experiments.Selectors;
using Harness.Models;
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
    /// <param name="starts">The state that each epoch of the pass starts from; not changed, not disposed.</param>
    /// <param name="progress">Told after every batch; null for nobody.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>For each epoch of the pass, in order, what it gave or why it failed.</returns>
    /// <exception cref="Diagnostics.HarnessException">A frozen tensor changed, or an image could not be read.</exception>
    public IReadOnlyList<TraineeOutcome> Run(
        PassTask pass, IReadOnlyList<TrainingState> starts, IProgress<EpochProgress>? progress, CancellationToken cancellation)
    {
        IReadOnlyList<TraineeOutcome> outcomes = [];
        var failure = Try(() => outcomes = RunPass(pass, starts, progress, cancellation));
        return failure is null ? outcomes : [.. pass.Epochs.Select(_ => new TraineeOutcome(null, failure))];
    }

    /// <inheritdoc/>
    public void Dispose() => _validationFeatures.Dispose();

    private List<TraineeOutcome> RunPass(
        PassTask pass, IReadOnlyList<TrainingState> starts, IProgress<EpochProgress>? progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        using var body = new PassBody(_models, pass, starts[0], TrainedNames(pass), _device, _compute);
        var trainees = new List<Trainee>();
        try
        {
            foreach (var (task, start) in pass.Epochs.Zip(starts)) trainees.Add(new Trainee(_models, task, start, body.Part, _device));
            Train(pass, body, trainees, progress, cancellation);
            if (Going(trainees).Any()) EndTraining(body, trainees);
            Validate(pass, body, trainees, progress, cancellation);
            var bodySeconds = watch.Elapsed.TotalSeconds - trainees.Sum(trainee => trainee.OwnSeconds);
            return trainees.ConvertAll(trainee => Finish(trainee, bodySeconds, trainees.Count));
        }
        finally
        {
            trainees.ForEach(trainee => trainee.Dispose());
        }
    }

    // Only the parameters of a body that trains: those of the heads differ.
    private HashSet<string> TrainedNames(PassTask pass) => pass.TrainsBody
        ? [.. PhaseAssignment.Of(pass.First.Phase, _models.Parameters(pass.First.Head)).Groups
            .SelectMany(group => group.Names)
            .Where(ParameterNames.IsOfBody)]
        : [];

    private void Train(
        PassTask pass, PassBody body, List<Trainee> trainees, IProgress<EpochProgress>? progress, CancellationToken cancellation)
    {
        var step = 0;
        foreach (var batch in _images.TrainBatches(pass.First.Seed, pass.First.Epoch, cancellation).Take(_batchLimit))
        {
            using var ownedBatch = batch;
            using var scope = NewDisposeScope();
            DropoutSeed.Set(pass.First, step);
            var labels = batch.Labels.to(_device);
            using var features = body.ForwardTraining(batch.Images.to(_device));
            foreach (var trainee in Going(trainees)) Try(trainee, () => trainee.Step(features, labels, step, EpochSteps));
            step++;
            if (Going(trainees).FirstOrDefault() is not { } first) return;
            progress?.Report(new(false, first.Training.Count, _images.TrainImageCount, first.Training.Loss, first.Training.Accuracy));
        }
    }

    private void EndTraining(PassBody body, List<Trainee> trainees)
    {
        body.EndTraining();
        foreach (var trainee in Going(trainees)) Try(trainee, trainee.EndTraining);
    }

    private void Validate(
        PassTask pass, PassBody body, List<Trainee> trainees, IProgress<EpochProgress>? progress, CancellationToken cancellation)
    {
        if (!Going(trainees).Any()) return;
        _validationFeatures.Visit(pass.BodyAfter, pass.IsValidatedAgain, Math.Min(_images.ValidBatchCount, _batchLimit), () => EvaluationFeatures(body, cancellation), batch =>
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var trainee in Going(trainees)) Try(trainee, () => trainee.Validate(batch.Features, batch.Labels));
            if (Going(trainees).FirstOrDefault() is not { } first) return;
            progress?.Report(new(true, first.Validation.Count, _images.ValidImageCount, first.Validation.Loss, first.Validation.Accuracy));
        });
    }

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

    private TraineeOutcome Finish(Trainee trainee, double bodySeconds, int sharedBy)
    {
        if (trainee.Failure is not null) return new(null, trainee.Failure);
        EpochOutcome? outcome = null;
        var failure = Try(() => outcome = trainee.Finish(bodySeconds, sharedBy));
        return new(outcome, failure);
    }

    private static IEnumerable<Trainee> Going(List<Trainee> trainees) => trainees.Where(trainee => trainee.Failure is null);

    // What befalls one head does not befall the others.
    private void Try(Trainee trainee, Action action) => trainee.Failure = Try(action);

    private TrainingFailedException? Try(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (TrainingFailedException failure)
        {
            return failure;
        }
        catch (Exception exception) when (exception is OutOfMemoryException || IsLackOfMemory(exception))
        {
            return new($"out of memory on {_device}: try a smaller batch_size or smaller images", isReproducible: false, exception);
        }
        catch (ExternalException exception)
        {
            // libtorch's own error, followed by a stack trace of many lines: this training fails, others may not.
            return new($"libtorch: {exception.Message.Trim().Split('\n')[0].TrimEnd()}", isReproducible: false, exception);
        }
    }

    // libtorch's allocators say so in words only, and TorchSharp passes them on as this exception.
    private static bool IsLackOfMemory(Exception exception) =>
        exception is ExternalException
        && (exception.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
            || exception.Message.Contains("not enough memory", StringComparison.OrdinalIgnoreCase)
            || exception.Message.Contains("can't allocate memory", StringComparison.OrdinalIgnoreCase));
}
