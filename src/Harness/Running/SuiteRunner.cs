using Harness.Diagnostics;
using Harness.Planning;
using Harness.Storage;
using Harness.Training;
using Harness.Training.State;

namespace Harness.Running;

/// <summary>Runs the passes of a plan, as far as their stages are not in the store.</summary>
public sealed class SuiteRunner
{
    private readonly Plan _plan;
    private readonly IStageStore _store;
    private readonly Trainer _trainer;
    private readonly IRunObserver _observer;
    // How many passes, the current one among them, will still validate with a body in a state.
    private Dictionary<string, int> _validationsLeft = [];
    // With the reason, by key: all of this run, and those of them that another try might mend.
    private readonly Dictionary<string, string> _failed = [];
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

    /// <summary>Why stages failed in this run, by key, where another try might go well; also those that had nothing to start from for that reason.</summary>
    public IReadOnlyDictionary<string, string> Failures => _failures;

    /// <summary>Runs everything that is missing.</summary>
    /// <param name="cancellation">Stops between two batches; finished stages stay in the store.</param>
    /// <exception cref="HarnessException">Nothing can go on: the store cannot be written, an image is gone, a frozen tensor changed.</exception>
    public void Run(CancellationToken cancellation)
    {
        var toRun = MissingPasses.Of(_plan, _store);
        _observer.Started(_plan, toRun);
        _validationsLeft = toRun.CountBy(pass => pass.Body.After).ToDictionary();
        foreach (var pass in toRun)
        {
            cancellation.ThrowIfCancellationRequested();
            Run(pass, _validationsLeft[pass.Body.After] > 1, cancellation);
            // The last one may have had nothing to start from.
            if (--_validationsLeft[pass.Body.After] == 0) _trainer.DropCachedFeatures(pass.Body.After);
        }
    }

    private void Run(Pass pass, bool isValidatedAgain, CancellationToken cancellation)
    {
        // By the parent's key, empty for none: one state stands for all stages that start from it, and nobody changes it.
        var starts = new Dictionary<string, TrainingState?>();
        try
        {
            foreach (var parent in pass.Stages.Select(stage => stage.Parent).DistinctBy(KeyOf))
                starts.Add(KeyOf(parent), StateAfter(parent, cancellation));
            foreach (var stage in pass.Stages.Where(stage => starts[KeyOf(stage.Parent)] is null)) FailWithParent(stage);
            if (pass.Only(stage => !_failed.ContainsKey(stage.Key)) is not { } part) return;
            Train(part, [.. part.Stages.Select(stage => starts[KeyOf(stage.Parent)]!)], isValidatedAgain, cancellation);
        }
        finally
        {
            foreach (var state in starts.Values) state?.Dispose();
        }
    }

    private static string KeyOf(Stage? stage) => stage?.Key ?? string.Empty;

    private void Train(Pass pass, IReadOnlyList<TrainingState> starts, bool isValidatedAgain, CancellationToken cancellation)
    {
        _observer.PassStarted(pass);
        var task = new PassTask([.. pass.Stages.Select(stage => stage.Task)], pass.Body.Trains, pass.Body.After, isValidatedAgain)
        {
            HasValidatedBefore = pass.HasValidatedBefore,
        };
        var progress = new DirectProgress(value => _observer.Progressed(pass, value));
        _trainer.Run(task, starts, (place, outcome) => Take(pass.Stages[place], outcome), progress, cancellation);
    }

    private void Take(Stage stage, HeadOutcome outcome)
    {
        if (outcome.Epoch is not null) Save(stage, outcome.Epoch);
        else Fail(stage, outcome.Failure!);
    }

    private void Save(Stage stage, EpochOutcome outcome)
    {
        using var state = outcome.State;
        _store.Save(stage, StageRecord.Finished(outcome.Result, outcome.Predictions), state);
        _observer.StageFinished(stage, outcome.Result);
    }

    private void Fail(Stage stage, TrainingFailedException failure)
    {
        _failed[stage.Key] = failure.Message;
        if (failure.IsReproducible) _store.Save(stage, StageRecord.Failed(failure.Message), null);
        else _failures[stage.Key] = failure.Message;
        _observer.StageFailed(stage, failure.Message);
    }

    // The parent may have results in the store from a run before: without its own entry the stage would have no reason.
    private void FailWithParent(Stage stage)
    {
        var reason = _failed[stage.Parent!.Key];
        _failed[stage.Key] = reason;
        if (_failures.ContainsKey(stage.Parent.Key)) _failures[stage.Key] = reason;
    }

    // A parent whose state is damaged or gone is run again: its results are known but nothing can start from them. Null where it failed in this run.
    private TrainingState? StateAfter(Stage? parent, CancellationToken cancellation)
    {
        if (parent is null) return TrainingState.Initial();
        if (_failed.ContainsKey(parent.Key)) return null;
        if (_store.LoadState(parent.Key) is { } state) return state;
        _observer.Noted($"The stored state of epoch {parent.Epoch + 1}, seed {parent.Seed} is damaged or missing; that epoch is run again.");
        Run(new Pass([parent]), _validationsLeft.GetValueOrDefault(parent.Body.After) > 0, cancellation);
        if (_failed.ContainsKey(parent.Key)) return null;
        return _store.LoadState(parent.Key) ?? throw new HarnessException(
            $"The state of epoch {parent.Epoch + 1}, seed {parent.Seed} was stored but cannot be read back.",
            "Check the disk of the store, or use another folder with --store PATH.");
    }

    // Unlike Progress<T> it calls at once and on the same thread.
    private sealed class DirectProgress(Action<EpochProgress> report) : IProgress<EpochProgress>
    {
        public void Report(EpochProgress value) => report(value);
    }
}
