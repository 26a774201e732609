using Harness.Planning;
using Harness.Storage;
using Harness.Training;

namespace Harness.Running;

/// <summary>Runs the passes of a plan, as far as their stages are not in the store.</summary>
public sealed class SuiteRunner
{
    private readonly Plan _plan;
    private readonly IStageStore _store;
    private readonly Trainer _trainer;
    private readonly IRunObserver _observer;
    private readonly HashSet<string> _finished = [];
    // With the reason; those that another try might mend are remembered for this run only.
    private readonly HashSet<string> _failed = [];
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
        LookUp();
        var toRun = _plan.Passes.Select(pass => pass.Only(IsMissing)).OfType<Pass>().ToList();
        _observer.Started(_plan, toRun);
        for (var i = 0; i < toRun.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var isValidatedAgain = toRun.Skip(i + 1).Any(later => later.Body.After == toRun[i].Body.After);
            if (toRun[i].Only(CanRun) is { } pass) Run(pass, isValidatedAgain, cancellation);
        }
    }

    private void LookUp()
    {
        foreach (var stage in _plan.Stages)
        {
            if (_store.Find(stage.Key) is { } record) (record.Failure is null ? _finished : _failed).Add(stage.Key);
        }
    }

    private bool IsMissing(Stage stage) => !_finished.Contains(stage.Key) && !_failed.Contains(stage.Key);

    private bool CanRun(Stage stage) =>
        !_failed.Contains(stage.Key) && (stage.Parent is null || _finished.Contains(stage.Parent.Key));

    private void Run(Pass pass, bool isValidatedAgain, CancellationToken cancellation)
    {
        var starts = new Dictionary<string, TrainingState>();
        try
        {
            foreach (var stage in pass.Stages)
            {
                if (StateBefore(stage, cancellation) is { } state) starts.Add(stage.Key, state);
            }
            if (pass.Only(stage => starts.ContainsKey(stage.Key)) is not { } part) return;
            Train(part, [.. part.Stages.Select(stage => starts[stage.Key])], isValidatedAgain, cancellation);
        }
        finally
        {
            foreach (var state in starts.Values) state.Dispose();
        }
    }

    private void Train(Pass pass, IReadOnlyList<TrainingState> starts, bool isValidatedAgain, CancellationToken cancellation)
    {
        _observer.PassStarted(pass);
        var task = new PassTask([.. pass.Stages.Select(stage => stage.Task)], pass.Body.Trains, pass.Body.After, isValidatedAgain);
        var progress = new DirectProgress(value => _observer.Progressed(pass, value));
        var outcomes = _trainer.Run(task, starts, progress, cancellation);
        foreach (var (stage, outcome) in pass.Stages.Zip(outcomes))
        {
            if (outcome.Epoch is not null) Save(stage, outcome.Epoch);
            else Fail(stage, outcome.Failure!);
        }
    }

    private void Save(Stage stage, EpochOutcome outcome)
    {
        using var state = outcome.State;
        _store.Save(stage, StageRecord.Finished(outcome.Result, outcome.Predictions), state);
        _finished.Add(stage.Key);
        _observer.StageFinished(stage, outcome.Result);
    }

    private void Fail(Stage stage, TrainingFailedException failure)
    {
        _failed.Add(stage.Key);
        if (failure.IsReproducible) _store.Save(stage, StageRecord.Failed(failure.Message), null);
        else _failures[stage.Key] = failure.Message;
        _observer.StageFailed(stage, failure.Message);
    }

    // A parent whose state is damaged or gone is run again: its results are known but nothing can start from them.
    private TrainingState? StateBefore(Stage stage, CancellationToken cancellation)
    {
        if (stage.Parent is not { } parent) return TrainingState.Initial();
        if (_store.LoadState(parent.Key) is { } state) return state;
        _observer.Noted($"The stored state of epoch {parent.Epoch + 1}, seed {stage.Seed} is damaged or missing; that epoch is run again.");
        _finished.Remove(parent.Key);
        Run(new Pass([parent]), isValidatedAgain: false, cancellation);
        return _finished.Contains(parent.Key) ? _store.LoadState(parent.Key) : null;
    }

    // Unlike Progress<T> it calls at once and on the same thread.
    private sealed class DirectProgress(Action<EpochProgress> report) : IProgress<EpochProgress>
    {
        public void Report(EpochProgress value) => report(value);
    }
}
