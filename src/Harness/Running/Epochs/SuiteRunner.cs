using Harness.Diagnostics;
using Harness.Planning;
using Harness.Running.Measuring;
using Harness.Storage;
using Harness.Training;
using Harness.Training.State;

namespace Harness.Running.Epochs;

/// <summary>Runs the shared epochs of a plan whose epochs are not in the store.</summary>
public sealed class SuiteRunner
{
    private readonly Plan _plan;
    private readonly IEpochStore _store;
    private readonly Trainer _trainer;
    private readonly IRunObserver _observer;
    private readonly EarlyStops _earlyStops;
    // How many shared epochs, the current one among them, will still validate with a backbone in a state.
    private Dictionary<string, int> _validationsLeft = [];
    // With the reason, by key: all of this run, and those of them that another try might fix.
    private readonly Dictionary<string, string> _failed = [];
    private readonly Dictionary<string, string> _failures = [];

    /// <summary>Makes a runner.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="store">Where finished epochs are.</param>
    /// <param name="trainer">What trains an epoch.</param>
    /// <param name="observer">Notified of what happens.</param>
    public SuiteRunner(Plan plan, IEpochStore store, Trainer trainer, IRunObserver observer)
    {
        _plan = plan;
        _store = store;
        _trainer = trainer;
        _observer = observer;
        _earlyStops = new EarlyStops(plan, store);
    }

    /// <summary>Why epochs failed in this run, by key, where another try might go well; also those that had nothing to start from for that reason.</summary>
    public IReadOnlyDictionary<string, string> Failures => _failures;

    /// <summary>Measures on test images, when all is trained; null if there are none.</summary>
    internal TestMeasurement? Test { get; init; }

    /// <summary>Runs everything that is missing, and measures what is kept of it on the test images.</summary>
    /// <param name="cancellation">Stops between two batches; finished epochs stay in the store.</param>
    /// <exception cref="HarnessException">Nothing can continue: the store cannot be written, an image is gone, a frozen tensor changed.</exception>
    public void Run(CancellationToken cancellation)
    {
        var toRun = MissingEpochs.Of(_plan, _store);
        _observer.Started(_plan, toRun);
        _validationsLeft = toRun.CountBy(sharedEpoch => sharedEpoch.ValidFeatures).ToDictionary();
        foreach (var sharedEpoch in toRun)
        {
            cancellation.ThrowIfCancellationRequested();
            RunNeeded(sharedEpoch, cancellation);
            // The last one may have had nothing to start from, or was not needed.
            if (--_validationsLeft[sharedEpoch.ValidFeatures] == 0) _trainer.DropCachedFeatures(sharedEpoch.ValidFeatures);
        }
        Test?.Run(_plan, _store, node => StateAfter(node, cancellation), _observer, cancellation);
    }

    private void RunNeeded(SharedEpoch sharedEpoch, CancellationToken cancellation)
    {
        var needed = sharedEpoch.Only(_earlyStops.IsNeeded);
        if (needed is null || needed.Nodes.Count < sharedEpoch.Nodes.Count) LeaveOut(sharedEpoch, needed);
        if (needed is not null) Run(needed, _validationsLeft[sharedEpoch.ValidFeatures] > 1, cancellation);
    }

    private void LeaveOut(SharedEpoch sharedEpoch, SharedEpoch? needed)
    {
        _observer.EpochsLeftOut(sharedEpoch, needed);
        foreach (var parent in ParentsOf(sharedEpoch).Except(needed is null ? [] : ParentsOf(needed))) _store.LeaveUnread(parent);
    }

    private static IEnumerable<string> ParentsOf(SharedEpoch sharedEpoch) => sharedEpoch.Nodes.Select(node => node.Parent).OfType<EpochNode>().Select(parent => parent.Key);

    private void Run(SharedEpoch sharedEpoch, bool isValidatedAgain, CancellationToken cancellation)
    {
        // By the parent's key, empty for none: one state serves all epochs that start from it, and is never changed.
        var starts = new Dictionary<string, TrainingState?>();
        try
        {
            foreach (var parent in sharedEpoch.Nodes.Select(node => node.Parent).DistinctBy(KeyOf))
                starts.Add(KeyOf(parent), StateAfter(parent, cancellation));
            foreach (var node in sharedEpoch.Nodes.Where(node => starts[KeyOf(node.Parent)] is null)) FailWithParent(node);
            if (sharedEpoch.Only(node => !_failed.ContainsKey(node.Key)) is not { } part) return;
            Train(part, [.. part.Nodes.Select(node => starts[KeyOf(node.Parent)]!)], isValidatedAgain, cancellation);
        }
        finally
        {
            foreach (var state in starts.Values) state?.Dispose();
        }
    }

    private static string KeyOf(EpochNode? node) => node?.Key ?? string.Empty;

    private void Train(SharedEpoch sharedEpoch, IReadOnlyList<TrainingState> starts, bool isValidatedAgain, CancellationToken cancellation)
    {
        _observer.SharedEpochStarted(sharedEpoch);
        var task = new SharedEpochTask([.. sharedEpoch.Nodes.Select(node => node.Task)], sharedEpoch.Backbone.Trains, sharedEpoch.ValidFeatures, isValidatedAgain)
        {
            ValidatedBefore = sharedEpoch.Nodes.Index().Where(node => node.Item.HasValidatedBefore).Select(node => node.Index).ToHashSet(),
        };
        var progress = new DirectProgress(value => _observer.Progressed(sharedEpoch, value));
        _trainer.Run(task, starts, (place, outcome) => Take(sharedEpoch.Nodes[place], outcome), progress, cancellation);
    }

    private void Take(EpochNode node, HeadOutcome outcome)
    {
        if (outcome.Epoch is not null) Save(node, outcome.Epoch);
        else Fail(node, outcome.Failure!);
    }

    private void Save(EpochNode node, EpochOutcome outcome)
    {
        using var state = outcome.State;
        _store.Save(node, EpochRecord.Finished(outcome.Result, outcome.Predictions), state);
        _observer.EpochFinished(node, outcome.Result);
        // Another process may have stored the epoch first, with other last bits: what is stored decides, as it does in the report and in later runs.
        var stored = _store.FindSummary(node.Key)?.Result ?? outcome.Result;
        foreach (var run in _earlyStops.Add(node, stored)) NoteEarlyStop(run, node);
    }

    private void NoteEarlyStop(PlannedRun run, EpochNode last) => _observer.Noted(
        $"'{run.Technique.Name}', seed {run.Seed} stops early: after epoch {last.Epoch + 1} of {run.Nodes.Count}, the last {run.Technique.EarlyStopping!.Patience} of them without a better validation.");

    private void Fail(EpochNode node, TrainingFailedException failure)
    {
        _failed[node.Key] = failure.Message;
        if (failure.IsReproducible) _store.Save(node, EpochRecord.Failed(failure.Message), null);
        else _failures[node.Key] = failure.Message;
        _observer.EpochFailed(node, failure.Message);
    }

    // The parent may have results in the store from a run before: without its own entry the epoch would have no reason.
    private void FailWithParent(EpochNode node)
    {
        var reason = _failed[node.Parent!.Key];
        _failed[node.Key] = reason;
        if (_failures.ContainsKey(node.Parent.Key)) _failures[node.Key] = reason;
    }

    // A parent whose state is damaged or gone is run again: its results are known but nothing can start from them. Null where it failed in this run, or in that of
    // another process, whose failure the store then has instead of what was finished here.
    private TrainingState? StateAfter(EpochNode? parent, CancellationToken cancellation)
    {
        if (parent is null) return TrainingState.Initial();
        if (_failed.ContainsKey(parent.Key)) return null;
        if (_store.LoadState(parent.Key) is { } state) return state;
        if (_store.FindSummary(parent.Key)?.Failure is { } failure)
        {
            _failed[parent.Key] = failure;
            _observer.Noted($"Epoch {parent.Epoch + 1}, seed {parent.Seed} failed in another process that shares the store: {failure}");
            return null;
        }
        _observer.Noted($"The stored state of epoch {parent.Epoch + 1}, seed {parent.Seed} is damaged or missing; that epoch is run again.");
        Run(new SharedEpoch([parent]), _validationsLeft.GetValueOrDefault(parent.ValidFeatures) > 0, cancellation);
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
