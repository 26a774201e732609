using Harness.Planning;
using Harness.Storage;
using Harness.Training;

namespace Harness.Running;

/// <summary>Runs the stages of a plan that are not in the store.</summary>
public sealed class SuiteRunner
{
    private readonly Plan _plan;
    private readonly IStageStore _store;
    private readonly Trainer _trainer;
    private readonly IRunObserver _observer;
    // Failures that another try might mend: remembered for this run only.
    private readonly Dictionary<string, string> _failures = [];

    /// <summary>Makes a runner.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="store">Where finished stages are.</param>
    /// <param name="trainer">What trains an epoch.</param>
    /// <param name="observer">Told what happens.</param>
    public SuiteRunner(Plan plan, IStageStore store, Trainer trainer, IRunObserver observer)
    {
        _plan = plan;
        _store = store;
        _trainer = trainer;
        _observer = observer;
    }

    /// <summary>Why stages failed in this run, by key, where another try might go well.</summary>
    public IReadOnlyDictionary<string, string> Failures => _failures;

    /// <summary>Runs everything that is missing.</summary>
    /// <param name="cancellation">Stops between two batches; finished stages stay in the store.</param>
    public void Run(CancellationToken cancellation)
    {
        _observer.Started(_plan, _plan.Stages.Where(stage => _store.Find(stage.Key) is null).ToList());
        foreach (var training in _plan.Trainings)
        {
            foreach (var stage in training.Stages)
            {
                cancellation.ThrowIfCancellationRequested();
                if (!IsFinished(stage) && !TryRun(stage, cancellation)) break;
            }
        }
    }

    private bool IsFinished(Stage stage) => _store.Find(stage.Key) is { Failure: null };

    private bool HasFailed(Stage stage) => _failures.ContainsKey(stage.Key) || _store.Find(stage.Key) is { Failure: not null };

    private bool TryRun(Stage stage, CancellationToken cancellation)
    {
        if (HasFailed(stage)) return false;
        using var start = StateBefore(stage, cancellation);
        if (start is null) return false;
        _observer.StageStarted(stage);
        try
        {
            var progress = new DirectProgress(value => _observer.Progressed(stage, value));
            var outcome = _trainer.Run(stage.Task, start, progress, cancellation);
            using var state = outcome.State;
            _store.Save(stage, StageRecord.Finished(outcome.Result, outcome.Predictions), state);
            _observer.StageFinished(stage, outcome.Result);
            return true;
        }
        catch (TrainingFailedException failure)
        {
            if (failure.IsReproducible) _store.Save(stage, StageRecord.Failed(failure.Message), null);
            else _failures[stage.Key] = failure.Message;
            _observer.StageFailed(stage, failure.Message);
            return false;
        }
    }

    // A parent whose state is damaged or gone is run again: its results are known but nothing can start from them.
    private TrainingState? StateBefore(Stage stage, CancellationToken cancellation)
    {
        if (stage.Parent is null) return TrainingState.Initial();
        if (_store.LoadState(stage.Parent.Key) is { } state) return state;
        _observer.Noted($"The stored state of epoch {stage.Parent.Epoch + 1}, seed {stage.Seed} is damaged or missing; that epoch is run again.");
        return TryRun(stage.Parent, cancellation) ? _store.LoadState(stage.Parent.Key) : null;
    }

    // Unlike Progress<T> it calls at once and on the same thread.
    private sealed class DirectProgress(Action<EpochProgress> report) : IProgress<EpochProgress>
    {
        public void Report(EpochProgress value) => report(value);
    }
}
