using Harness.Models.Heads;
using Harness.Results;
using Harness.Training.Metrics;
using Harness.Training.Optimizers;
using Harness.Training.Schedules;
using Harness.Training.State;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Harness.Training;

/// <summary>The head of one technique in a shared epoch: on the common backbone, with an optimizer, a random stream and metrics of its own. The steps are in
/// <see cref="Trainer"/>.</summary>
internal sealed class HeadTraining : IDisposable
{
    private readonly EpochTask _task;
    private readonly TrainingState _start;
    private readonly ModelPart _backbone;
    private readonly Head _head;
    private readonly ModelPart _part;
    private readonly HashSet<string> _trained;
    private readonly List<string> _names;
    private readonly IReadOnlyList<ParameterGroup> _groups;
    private readonly OptimizerHelper _optimizer;
    private readonly FreezeGuard _guard;
    private readonly StepTimer _timer;
    private readonly List<UnmovedTensor> _unmoved = [];
    private double _highestFactor;

    /// <summary>Builds the head and the optimizer in the state from which the epoch begins.</summary>
    /// <param name="models">Where fresh heads come from.</param>
    /// <param name="task">What to train.</param>
    /// <param name="start">The state to start from; it must stay until the outcome was taken.</param>
    /// <param name="backbone">The backbone under the head.</param>
    /// <param name="device">Where to train.</param>
    public HeadTraining(ModelSource models, EpochTask task, TrainingState start, ModelPart backbone, Device device)
    {
        (_task, _start, _backbone, _timer) = (task, start, backbone, new(device.type));
        (Training, Validation) = (new(device.type), new(device.type));
        try
        {
            _head = models.CreateHead(task.Head, task.Seed);
            _head.to(device);
            _part = ModelPart.Head(_head);
            ModelState.ApplyToHead(_part, start.Model);

            _groups = ParameterGroups.Of(backbone, _part, task.Assignment);
            _names = _groups.SelectMany(group => group.Names).ToList();
            _trained = [.. _names];
            _part.SetTrainable(_trained);
            _optimizer = task.Optimizer.Create(_groups);
            OptimizerStateTransfer.Restore(_optimizer, _names, start.Optimizer);
            _guard = FreezeGuard.Before(_part, _trained, statisticsMove: true);
            _head.train();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What is trained.</summary>
    public EpochTask Task => _task;

    /// <summary>The head's own optimizer; it also has the backbone's parameters where the backbone trains.</summary>
    public OptimizerHelper Optimizer => _optimizer;

    /// <summary>The seconds that this technique alone took of the shared epoch: its head and, where it trains the backbone, the way back.</summary>
    public double OwnSeconds => _timer.Seconds;

    /// <summary>The results on the training images so far.</summary>
    public RunningMetrics Training { get; }

    /// <summary>The results on the validation images so far.</summary>
    public RunningMetrics Validation { get; }

    /// <summary>Counts the time until the result is disposed as this technique's own.</summary>
    /// <returns>To be disposed at the end of a step.</returns>
    public StepTimer.Measurement TimeStep() => _timer.Step();

    /// <summary>Sets the learning rates of a step.</summary>
    /// <param name="step">Counted from 0 in the epoch.</param>
    /// <param name="epochSteps">The steps of an epoch.</param>
    public void SetRates(int step, int epochSteps)
    {
        if (_task.Phase.Schedule is ConstantScheduleSettings)
        {
            _highestFactor = 1;
            return;
        }
        var factor = _task.Phase.Schedule.Factor(
            _task.Phase.Epochs, (_task.PhaseEpoch * epochSteps) + step, _task.Phase.Epochs * epochSteps);
        _highestFactor = Math.Max(_highestFactor, factor);
        foreach (var (controller, group) in _optimizer.ParamGroups.Zip(_groups)) controller.LearningRate = group.LearningRate * factor;
    }

    /// <summary>Computes the head's outputs.</summary>
    /// <param name="features">[N, C, h, w], what the backbone made of the batch; not disposed here.</param>
    /// <returns>[N, classes], logits or log probabilities. The caller disposes it.</returns>
    public Tensor Forward(Tensor features) => _head.call(features);

    /// <summary>Computes the loss that training minimizes.</summary>
    /// <param name="outputs">[N, classes].</param>
    /// <param name="labels">[N], int64.</param>
    /// <returns>A scalar; the caller disposes it.</returns>
    public Tensor Loss(Tensor outputs, Tensor labels) => _task.Loss.Compute(outputs, labels);

    /// <summary>Takes the outcome of a training step into the metrics.</summary>
    /// <param name="loss">The loss that was minimized.</param>
    /// <param name="outputs">[N, classes].</param>
    /// <param name="labels">[N], int64.</param>
    /// <exception cref="TrainingFailedException">The loss is no number. On a GPU that is found out at the end of the epoch.</exception>
    public void AddTraining(Tensor loss, Tensor outputs, Tensor labels)
    {
        Training.Add(ReportedLoss(loss, outputs, labels), outputs, labels);
        RequireFiniteTraining();
    }

    /// <summary>Ends the training: checks that only what trains has moved, and switches the head to evaluation.</summary>
    /// <param name="unmovedOfBackbone">What trained in the backbone and kept its bits.</param>
    /// <exception cref="Diagnostics.HarnessException">A frozen tensor has changed.</exception>
    /// <exception cref="TrainingFailedException">A loss was no number, or no gradient reaches a parameter that trains.</exception>
    public void EndTraining(IReadOnlyList<UnmovedTensor> unmovedOfBackbone)
    {
        Training.Collect();
        RequireFiniteTraining();
        _unmoved.AddRange([.. unmovedOfBackbone, .. _guard.Verify()]);
        _head.eval();
    }

    /// <summary>Ends the validation: looks at what it gave.</summary>
    /// <exception cref="TrainingFailedException">The validation loss is no number.</exception>
    public void EndValidation()
    {
        Validation.Collect();
        if (!double.IsFinite(Validation.Loss)) throw NotFinite($"the validation loss after epoch {_task.Epoch + 1}", Validation.Loss);
    }

    /// <summary>The outcome of the epoch; only after <see cref="EndValidation"/>.</summary>
    /// <param name="backboneSeconds">The seconds of the shared epoch that no single technique took.</param>
    /// <param name="sharedBy">How many techniques came to the end of the epoch: they have these seconds in common.</param>
    /// <param name="savedSeconds">The seconds that each technique alone would have needed besides, and this shared epoch did not.</param>
    /// <returns>Results, predictions and a new state.</returns>
    public EpochOutcome Finish(double backboneSeconds, int sharedBy, double savedSeconds)
    {
        var result = new EpochResult(
            _task.Epoch, Training.Loss, Validation.Loss, Training.Accuracy, Validation.Accuracy, OwnSeconds + backboneSeconds + savedSeconds)
        {
            SpentSeconds = OwnSeconds + (backboneSeconds / sharedBy),
            RoundedAway = Sum(_unmoved.FindAll(tensor => tensor.HasGradient)),
            WithoutGradient = Sum(_unmoved.FindAll(tensor => !tensor.HasGradient)),
        };
        return new EpochOutcome(result, Validation.Predictions, CaptureState());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The constructor calls it too, with as much as there was memory for.
        Training?.Dispose();
        Validation?.Dispose();
        _guard?.Dispose();
        _optimizer?.Dispose();
        _head?.Dispose();
    }

    private TrainingState CaptureState()
    {
        var model = ModelState.Capture(_backbone, _part, _trained, _start.Model);
        try
        {
            return new TrainingState(model, OptimizerStateTransfer.Capture(_optimizer, _names, _start.Optimizer));
        }
        catch
        {
            foreach (var tensor in model.Values) tensor.Dispose();
            throw;
        }
    }

    private UnmovedParameters? Sum(List<UnmovedTensor> unmoved)
    {
        if (unmoved.Count == 0) return null;
        var names = unmoved.Select(tensor => tensor.Name).ToHashSet();
        var rate = _groups.Where(group => group.Names.Any(names.Contains)).Max(group => group.LearningRate);
        var trained = _groups.SelectMany(group => group.Parameters).Sum(parameter => parameter.numel());
        return new(unmoved.Sum(tensor => tensor.Values), trained, rate * _highestFactor, unmoved[0].Name);
    }

    // Smoothed targets never give a loss of 0: plain ones keep the losses of all techniques, and of training and validation, comparable.
    private Tensor ReportedLoss(Tensor loss, Tensor outputs, Tensor labels)
    {
        if (_task.Loss.IsReported) return loss;
        using var _ = no_grad();
        return functional.cross_entropy(outputs, labels);
    }

    private void RequireFiniteTraining()
    {
        if (Training.FirstNotFinite is { } batch) throw NotFinite($"the loss of epoch {_task.Epoch + 1}, step {batch.Batch + 1},", batch.Loss);
    }

    private static TrainingFailedException NotFinite(string what, double loss) =>
        new($"{what} became {(double.IsNaN(loss) ? "NaN" : "infinite")}", isReproducible: true);
}
