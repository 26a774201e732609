using Harness.Models.Heads;
using Harness.Results;
using Harness.Training.Averaging;
using Harness.Training.Gradients;
using Harness.Training.Metrics;
using Harness.Training.Objectives;
using Harness.Training.Optimizers;
using Harness.Training.Schedules;
using Harness.Training.State;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Training;

/// <summary>The heads of one technique in a shared epoch: on the common backbone, with an objective, an optimizer, a random stream and their own metrics.
/// The steps are in <see cref="Trainer"/>.</summary>
internal sealed class HeadTraining : IDisposable
{
    private readonly EpochTask _task;
    private readonly TrainingState _start;
    private readonly ModelPart _backbone;
    private readonly List<Head> _heads = [];
    private readonly ModelPart _part;
    private readonly HashSet<string> _trained;
    private readonly IReadOnlyList<ParameterGroup> _groups;
    private readonly Optimizer? _optimizer;
    private readonly List<IGradientRule> _gradientRules = [];
    private readonly WeightAverage? _average;
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
        (_task, _start, _backbone, _timer) = (task, start, backbone, new(device));
        (Training, Validation) = (new(device.type), new(device.type));
        try
        {
            foreach (var head in models.CreateHeads(task.Heads, task.Seed, task.Initialization)) _heads.Add(head.to(device));
            _part = ModelPart.Heads(task.Heads, _heads);
            ModelState.ApplyToHeads(_part, start.Model);
            WeightAverage.Resume(task, _part, start);

            _groups = ParameterGroups.Of(backbone, _part, task.Assignment, task.Optimizer);
            _trained = [.. _groups.SelectMany(group => group.Names)];
            _part.SetTrainable(_trained);
            if (_groups.Count > 0) _optimizer = new(task.Optimizer, _groups, start.Optimizer, task.Seed);
            var trained = new TrainedParameters([.. _groups.SelectMany(group => group.Names.Zip(group.Parameters))], () => BackboneAtStart(models, task), () => _optimizer?.Gradients() ?? []);
            foreach (var rule in task.Gradients) _gradientRules.Add(rule.Begin(trained));
            if (task.WeightAverage is { } decay && _groups.Count > 0) _average = new(decay, WeightAverage.MovingIn(task, backbone, _part, start), start);
            _guard = FreezeGuard.Before(_part, _trained, statisticsMove: true);
            _heads.ForEach(head => head.train());
            Objective = task.Phase.Objective.Begin(_heads, task.Loss, task.Labels);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What is trained.</summary>
    public EpochTask Task => _task;

    /// <summary>What is learned.</summary>
    public IObjective Objective { get; }

    /// <summary>The heads' own optimizer; it also has the backbone's parameters where the backbone trains. Null where nothing trains.</summary>
    public Optimizer? Optimizer => _optimizer;

    /// <summary>The seconds that this technique alone took of the shared epoch: its head and, where it trains the backbone, the way back.</summary>
    public double OwnSeconds => _timer.Seconds;

    /// <summary>The results on the training images so far.</summary>
    public RunningMetrics Training { get; }

    /// <summary>The results on the validation images so far.</summary>
    public RunningMetrics Validation { get; }

    /// <summary>Counts the time until the result is disposed as this technique's own.</summary>
    /// <returns>To be disposed at the end of a step.</returns>
    public StepTimer.Measurement TimeStep() => _timer.Step();

    /// <summary>Begins a step: passes the progress of the phase to the objective and the number of the batch to the metrics, and sets the learning rates.</summary>
    /// <param name="step">Counted from 0 in the epoch.</param>
    /// <param name="epochSteps">The steps of an epoch.</param>
    public void BeginStep(int step, int epochSteps)
    {
        Training.Batch = step;
        Objective.BeginStep((double)((_task.PhaseEpoch * epochSteps) + step) / (_task.Phase.Epochs * epochSteps));
        SetRates(step, epochSteps);
    }

    /// <summary>Applies the technique's rules to the gradients of a step.</summary>
    public void ApplyGradientRules()
    {
        using var _ = no_grad();
        _gradientRules.ForEach(rule => rule.Apply());
    }

    /// <summary>Takes the weights after a step into their moving average, where the technique has one.</summary>
    /// <param name="step">Counted from 0 in the epoch.</param>
    /// <param name="epochSteps">The steps of an epoch.</param>
    public void AverageWeights(int step, int epochSteps) => _average?.Update(((long)_task.Epoch * epochSteps) + step);

    /// <summary>Looks at what the training steps so far gave.</summary>
    /// <exception cref="TrainingFailedException">A loss was no number. On a GPU that is found out at the end of the epoch.</exception>
    public void RequireFiniteTraining()
    {
        if (Training.FirstNotFinite is { } metric) throw NotFinite($"the {Words(metric.Name)} of epoch {_task.Epoch + 1}, step {metric.Batch + 1},", metric.Value);
    }

    /// <summary>Ends the training: checks that only what trains has moved, puts the average of the weights in their place, if there is one, and switches the
    /// head to evaluation.</summary>
    /// <param name="unmovedOfBackbone">What trained in the backbone and kept its bits.</param>
    /// <exception cref="Diagnostics.HarnessException">A frozen tensor has changed.</exception>
    /// <exception cref="TrainingFailedException">A loss was no number, or no gradient reaches a parameter that trains.</exception>
    public void EndTraining(IReadOnlyList<UnmovedTensor> unmovedOfBackbone)
    {
        Objective.EndTraining();
        Training.Collect();
        RequireFiniteTraining();
        _unmoved.AddRange([.. unmovedOfBackbone, .. _guard.Verify()]);
        _average?.Use();
        _heads.ForEach(head => head.eval());
    }

    /// <summary>Ends the validation: looks at what it gave.</summary>
    /// <exception cref="TrainingFailedException">A validation loss is not a number.</exception>
    public void EndValidation()
    {
        Validation.Collect();
        if (Validation.FirstNotFinite is { } metric) throw NotFinite($"the validation {Words(metric.Name)} after epoch {_task.Epoch + 1}", metric.Value);
    }

    /// <summary>The outcome of the epoch; only after <see cref="EndValidation"/>.</summary>
    /// <param name="backboneSeconds">The seconds of the shared epoch that no single technique took.</param>
    /// <param name="sharedBy">How many techniques came to the end of the epoch: they have these seconds in common.</param>
    /// <param name="savedSeconds">The further seconds that each technique alone would have needed, and this shared epoch did not.</param>
    /// <returns>Results, predictions and a new state.</returns>
    public EpochOutcome Finish(double backboneSeconds, int sharedBy, double savedSeconds)
    {
        var result = new EpochResult(_task.Epoch, Training.Values, Validation.Values, OwnSeconds + backboneSeconds + savedSeconds)
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
        Objective?.Dispose();
        _gradientRules.ForEach(rule => rule.Dispose());
        _average?.Dispose();
        _guard?.Dispose();
        _optimizer?.Dispose();
        _heads.ForEach(head => head.Dispose());
    }

    private static IReadOnlyDictionary<string, Tensor> BackboneAtStart(ModelSource models, EpochTask task)
    {
        using var backbone = models.CreateBackbone(task.Seed, task.Initialization);
        return TensorCopy.Collect(ModelPart.Backbone(backbone).Parameters().Select(pair => (pair.Key, TensorCopy.ToCpu(pair.Value))));
    }

    private void SetRates(int step, int epochSteps)
    {
        if (_optimizer is null || _task.Schedule.Schedule is ConstantScheduleSettings)
        {
            _highestFactor = 1;
            return;
        }
        var factor = _task.Schedule.Factor(step, epochSteps);
        _highestFactor = Math.Max(_highestFactor, factor);
        _optimizer.RateFactor = factor;
    }

    private TrainingState CaptureState()
    {
        var model = ModelState.Capture(_backbone, _part, _trained, _start.Model);
        try
        {
            foreach (var (name, computed) in Objective.Computed()) model[name] = computed;
            return new TrainingState(model, Optimizer.Capture(_optimizer, WeightAverage.WithoutOutdated(_task, _start.Optimizer), _average?.Memory() ?? []));
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

    // "rotation_loss" is "rotation loss".
    private static string Words(string metric) => metric.Replace('_', ' ');

    private static TrainingFailedException NotFinite(string what, double loss) =>
        new($"{what} became {(double.IsNaN(loss) ? "NaN" : "infinite")}", isReproducible: true);
}
