using System.Diagnostics;
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

/// <summary>One technique in a pass: its head on the common body, its own optimizer, random stream, results and failure.</summary>
internal sealed class Trainee : IDisposable
{
    private readonly EpochTask _task;
    private readonly TrainingState _start;
    private readonly ModelPart _body;
    private readonly DeviceType _device;
    private readonly Head _head;
    private readonly ModelPart _part;
    private readonly HashSet<string> _trained;
    private readonly List<string> _names;
    private readonly IReadOnlyList<ParameterGroup> _groups;
    private readonly OptimizerHelper _optimizer;
    private readonly FreezeGuard _guard;
    private readonly Stopwatch _own = new();
    private readonly Tally _training = new();
    private readonly Tally _validation = new();
    private readonly List<Prediction> _predictions = [];
    private readonly List<UnmovedTensor> _unmoved = [];
    private double _highestFactor;

    /// <summary>Builds the head and the optimizer in the state from which the epoch begins.</summary>
    /// <param name="models">Where fresh heads come from.</param>
    /// <param name="task">What to train.</param>
    /// <param name="start">The state to start from; it must stay until the outcome was taken.</param>
    /// <param name="body">The body under the head.</param>
    /// <param name="device">Where to train.</param>
    public Trainee(ModelSource models, EpochTask task, TrainingState start, ModelPart body, Device device)
    {
        (_task, _start, _body, _device) = (task, start, body, device.type);
        try
        {
            _head = models.CreateHead(task.Head, task.Seed);
            _head.to(device);
            _part = ModelPart.Head(_head);
            ModelState.ApplyToHead(_part, start.Model);

            _groups = ParameterGroups.Of(body, _part, task.Assignment);
            _names = _groups.SelectMany(group => group.Names).ToList();
            _trained = [.. _names];
            _part.Train(_trained);
            _optimizer = task.Optimizer.Create(_groups);
            OptimizerMemory.Restore(_optimizer, _names, start.Optimizer);
            _guard = FreezeGuard.Before(_part, _trained, statisticsMove: true);
            _head.train();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The seconds that this technique alone took of the pass: its head and, where it trains the body, the way back.</summary>
    public double OwnSeconds => _own.Elapsed.TotalSeconds;

    /// <summary>The results on the training images so far.</summary>
    public Tally Training => _training;

    /// <summary>The results on the validation images so far.</summary>
    public Tally Validation => _validation;

    /// <summary>Makes one training step.</summary>
    /// <param name="features">[N, C, h, w], what the body made of the batch; not disposed here.</param>
    /// <param name="labels">[N], int64.</param>
    /// <param name="step">Counted from 0 in the epoch.</param>
    /// <param name="epochSteps">The steps of an epoch.</param>
    /// <exception cref="TrainingFailedException">The loss is no number.</exception>
    public void Step(Tensor features, Tensor labels, int step, int epochSteps)
    {
        using var _ = OwnTime();
        using var scope = NewDisposeScope();
        DropoutSeed.Set(_task, step);
        SetRates(step, epochSteps);
        _optimizer.zero_grad();
        var outputs = _head.call(features);
        var loss = _task.Loss.Compute(outputs, labels);
        loss.backward();
        _optimizer.step();

        RequireFinite(loss.ToDouble(), $"the loss of epoch {_task.Epoch + 1}, step {step + 1},");
        _training.Add(ReportedLoss(loss, outputs, labels), outputs, labels);
    }

    /// <summary>Ends the training: checks that only what trains has moved, and switches the head to evaluation.</summary>
    /// <param name="unmovedOfBody">What trained in the body and kept its bits.</param>
    /// <exception cref="Diagnostics.HarnessException">A frozen tensor has changed.</exception>
    /// <exception cref="TrainingFailedException">No gradient reaches one that trains.</exception>
    public void EndTraining(IReadOnlyList<UnmovedTensor> unmovedOfBody)
    {
        _unmoved.AddRange([.. unmovedOfBody, .. _guard.Verify()]);
        _head.eval();
    }

    /// <summary>Takes in a validation batch; only after <see cref="EndTraining"/>.</summary>
    /// <param name="features">[N, C, h, w], what the body made of the batch; not disposed here.</param>
    /// <param name="labels">[N], int64.</param>
    public void Validate(Tensor features, Tensor labels)
    {
        using var _ = OwnTime();
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        Validator.Add(_head.call(features), labels, _validation, _predictions);
    }

    /// <summary>Ends the validation: looks at what it gave.</summary>
    /// <exception cref="TrainingFailedException">The validation loss is no number.</exception>
    public void EndValidation() => RequireFinite(_validation.Loss, $"the validation loss after epoch {_task.Epoch + 1}");

    /// <summary>The outcome of the epoch; only after <see cref="EndValidation"/>.</summary>
    /// <param name="bodySeconds">The seconds of the pass that no single technique took.</param>
    /// <param name="sharedBy">How many techniques came to the end of the epoch: they have these seconds in common.</param>
    /// <param name="savedSeconds">The seconds that each technique alone would have needed besides, and this pass did not.</param>
    /// <returns>Results, predictions and a new state.</returns>
    public EpochOutcome Finish(double bodySeconds, int sharedBy, double savedSeconds)
    {
        var result = new EpochResult(
            _task.Epoch, _training.Loss, _validation.Loss, _training.Accuracy, _validation.Accuracy, OwnSeconds + bodySeconds + savedSeconds)
        {
            SpentSeconds = OwnSeconds + (bodySeconds / sharedBy),
            RoundedAway = Sum(_unmoved.FindAll(tensor => tensor.HasGradient)),
            WithoutGradient = Sum(_unmoved.FindAll(tensor => !tensor.HasGradient)),
        };
        return new EpochOutcome(result, _predictions, CaptureState());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The constructor calls it too, with as much as there was memory for.
        _guard?.Dispose();
        _optimizer?.Dispose();
        _head?.Dispose();
    }

    private TrainingState CaptureState()
    {
        var model = ModelState.Capture(_body, _part, _trained, _start.Model);
        try
        {
            return new TrainingState(model, OptimizerMemory.Capture(_optimizer, _names, _start.Optimizer));
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

    private OwnTimer OwnTime() => new(_own, _device);

    // Smoothed targets never give a loss of 0: plain ones keep the losses of all techniques, and of training and validation, comparable.
    private double ReportedLoss(Tensor loss, Tensor outputs, Tensor labels)
    {
        if (_task.Loss.IsReported) return loss.ToDouble();
        using var _ = no_grad();
        return functional.cross_entropy(outputs, labels).ToDouble();
    }

    private void SetRates(int step, int epochSteps)
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

    private static void RequireFinite(double loss, string what)
    {
        if (double.IsFinite(loss)) return;
        throw new TrainingFailedException($"{what} became {(double.IsNaN(loss) ? "NaN" : "infinite")}", isReproducible: true);
    }

    private readonly ref struct OwnTimer
    {
        private readonly Stopwatch _watch;
        private readonly DeviceType _device;

        public OwnTimer(Stopwatch watch, DeviceType device)
        {
            (_watch, _device) = (watch, device);
            // What the body still does is not this head's.
            QueuedWork.Await(_device);
            _watch.Start();
        }

        public void Dispose()
        {
            QueuedWork.Await(_device);
            _watch.Stop();
        }
    }
}
