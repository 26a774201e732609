using System.Diagnostics;
using System.Runtime.InteropServices;
using Harness.Data;
using Harness.Data.Randomness;
using Harness.Experiments;
using Harness.Experiments.Selectors;
using Harness.Models;
using Harness.Reporting;
using Harness.Training.Schedules;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Harness.Training;

/// <summary>Trains one epoch: from a state to a state, with nothing kept in between.</summary>
/// <remarks>
/// The result depends on the task, the state it starts from, the images and the numerics alone, never on what the process did before.
/// That is why a stage read back from the store, a shared stage and a technique trained on its own give the same bits.
/// </remarks>
public sealed class Trainer
{
    private readonly ModelSource _models;
    private readonly ImagePipeline _images;
    private readonly Device _device;
    private readonly int _batchLimit;

    /// <summary>Makes a trainer for one body and one set of images.</summary>
    /// <param name="models">Where fresh models come from.</param>
    /// <param name="images">The images.</param>
    /// <param name="device">Where to train.</param>
    /// <param name="batchLimit">The most batches of a training or a validation; null for all.</param>
    public Trainer(ModelSource models, ImagePipeline images, Device device, int? batchLimit = null)
    {
        _batchLimit = batchLimit ?? int.MaxValue;
        _models = models;
        _images = images;
        _device = device;
    }

    /// <summary>Trains for one epoch and validates.</summary>
    /// <param name="task">What to do.</param>
    /// <param name="start">The state to start from; not changed, not disposed.</param>
    /// <param name="progress">Told after every batch; null for nobody.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>Results, predictions and the new state.</returns>
    /// <exception cref="TrainingFailedException">The loss is no number, memory ran out, or libtorch refused an operation.</exception>
    /// <exception cref="Diagnostics.HarnessException">A frozen tensor changed or a trained one did not, or an image could not be read.</exception>
    public EpochOutcome Run(EpochTask task, TrainingState start, IProgress<EpochProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            return RunEpoch(task, start, progress, cancellation);
        }
        catch (Exception exception) when (exception is OutOfMemoryException || IsLackOfMemory(exception))
        {
            throw new TrainingFailedException(
                $"out of memory on {_device}: try a smaller batch_size or smaller images", isReproducible: false, exception);
        }
        catch (ExternalException exception)
        {
            // libtorch's own error, followed by a stack trace of many lines: this training fails, others may not.
            throw new TrainingFailedException($"libtorch: {exception.Message.Trim().Split('\n')[0].TrimEnd()}", isReproducible: false, exception);
        }
    }

    private EpochOutcome RunEpoch(EpochTask task, TrainingState start, IProgress<EpochProgress>? progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        using var model = _models.Create(task.Head, task.Seed, task.Body).to(_device);
        ModelState.Apply(model, start.Model);

        var groups = ParameterGroups.Of(model, PhaseAssignment.Of(task.Phase, _models.Parameters(task.Head)));
        var names = groups.SelectMany(group => group.Names).ToList();
        var trained = names.ToHashSet();
        foreach (var (name, parameter) in model.named_parameters()) parameter.requires_grad = trained.Contains(name);
        using var optimizer = OptimizerFactory.Create(task.Optimizer, groups);
        OptimizerMemory.Restore(optimizer, names, start.Optimizer);

        using var guard = FreezeGuard.Before(model, trained, task.Phase.BatchNorm);
        var training = Train(model, optimizer, groups, task, progress, cancellation);
        guard.Verify();

        var (validation, predictions) = Validator.Run(
            model, _images.ValidBatches(cancellation).Take(_batchLimit), _images.ValidImageCount, _device, progress);
        RequireFinite(validation.Loss, $"the validation loss after epoch {task.Epoch + 1}");
        var result = new EpochResult(
            task.Epoch, training.Loss, validation.Loss, training.Accuracy, validation.Accuracy, watch.Elapsed.TotalSeconds);
        var state = new TrainingState(
            ModelState.Capture(model, trained, start.Model), OptimizerMemory.Capture(optimizer, names, start.Optimizer));
        return new EpochOutcome(result, predictions, state);
    }

    private Tally Train(
        TransferModel model,
        OptimizerHelper optimizer,
        IReadOnlyList<ParameterGroup> groups,
        EpochTask task,
        IProgress<EpochProgress>? progress,
        CancellationToken cancellation)
    {
        model.SetMode(training: true, task.Phase.BatchNorm);
        var tally = new Tally();
        var step = 0;
        foreach (var batch in _images.TrainBatches(task.Seed, task.Epoch, cancellation).Take(_batchLimit))
        {
            using var ownedBatch = batch;
            using var scope = NewDisposeScope();
            SeedDropout(task, step);
            SetRates(optimizer, groups, task, step++);

            var images = batch.Images.to(_device);
            var labels = batch.Labels.to(_device);
            model.zero_grad();
            var outputs = model.call(images);
            var loss = Loss(task.Loss, outputs, labels);
            loss.backward();
            optimizer.step();

            RequireFinite(loss.ToDouble(), $"the loss of epoch {task.Epoch + 1}, step {step},");
            tally.Add(ReportedLoss(task.Loss, loss, outputs, labels), outputs, labels);
            progress?.Report(new(false, tally.Count, _images.TrainImageCount, tally.Loss, tally.Accuracy));
        }
        return tally;
    }

    private static Tensor Loss(LossSettings loss, Tensor outputs, Tensor labels) => loss.Function switch
    {
        LossFunction.CrossEntropy => functional.cross_entropy(outputs, labels, label_smoothing: loss.LabelSmoothing),
        LossFunction.NegativeLogLikelihood => functional.nll_loss(outputs, labels),
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "There is no such loss."),
    };

    // Smoothed targets never give a loss of 0: plain ones keep the losses of all techniques, and of training and validation, comparable.
    private static double ReportedLoss(LossSettings settings, Tensor loss, Tensor outputs, Tensor labels)
    {
        if (settings.LabelSmoothing == 0) return loss.ToDouble();
        using var _ = no_grad();
        return functional.cross_entropy(outputs, labels).ToDouble();
    }

    private void SetRates(OptimizerHelper optimizer, IReadOnlyList<ParameterGroup> groups, EpochTask task, int step)
    {
        if (task.Phase.Schedule is ConstantScheduleSettings) return;
        var epochSteps = Math.Min(_images.TrainBatchCount, _batchLimit);
        var factor = Schedule.Factor(
            task.Phase.Schedule, task.Phase.Epochs, (task.PhaseEpoch * epochSteps) + step, task.Phase.Epochs * epochSteps);
        foreach (var (controller, group) in optimizer.ParamGroups.Zip(groups)) controller.LearningRate = group.LearningRate * factor;
    }

    // Dropout's masks are keyed by seed, epoch and step, so that they depend neither on what ran before nor on where a run was resumed.
    private static void SeedDropout(EpochTask task, int step) =>
        manual_seed(CounterRandom.Create(task.Seed, task.Epoch, step, RandomPurpose.Dropout).NextSeed());

    private static double RequireFinite(double loss, string what)
    {
        if (double.IsFinite(loss)) return loss;
        throw new TrainingFailedException($"{what} became {(double.IsNaN(loss) ? "NaN" : "infinite")}", isReproducible: true);
    }

    // libtorch's allocators say so in words only, and TorchSharp passes them on as this exception.
    private static bool IsLackOfMemory(Exception exception) =>
        exception is ExternalException
        && (exception.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
            || exception.Message.Contains("not enough memory", StringComparison.OrdinalIgnoreCase)
            || exception.Message.Contains("can't allocate memory", StringComparison.OrdinalIgnoreCase));
}
