using Harness.Planning;
using Harness.Results;
using Harness.Training.State;

namespace Harness.Storage;

/// <summary>Keeps epochs for the length of a run (<c>--no-store</c>), and a state only until the last shared epoch with epochs that start from it has read it;
/// where there are test images, also as long as a training might keep that epoch.</summary>
public sealed class MemoryEpochStore : IEpochStore
{
    private readonly Dictionary<string, EpochRecord> _records = [];
    private readonly Dictionary<string, TestResult> _tests = [];
    private readonly Dictionary<string, TrainingState> _states = [];
    private readonly Dictionary<string, int> _readersLeft;
    private readonly IReadOnlyList<PlannedRun> _measured;

    /// <summary>Makes an empty store.</summary>
    /// <param name="plan">The plan whose epochs it will hold.</param>
    public MemoryEpochStore(Plan plan)
    {
        _readersLeft = plan.SharedEpochs.SelectMany(ParentsOf).CountBy(key => key).ToDictionary();
        _measured = plan.Suite.Data.Split.HasTest ? plan.Runs : [];
    }

    /// <inheritdoc/>
    public EpochSummary? FindSummary(string key) => Find(key) is { } record ? new(record.Result, record.Failure) : null;

    /// <inheritdoc/>
    public EpochRecord? Find(string key) => _records.GetValueOrDefault(key);

    /// <inheritdoc/>
    public TrainingState? LoadState(string key)
    {
        if (!_states.TryGetValue(key, out var state)) return null;
        if (_readersLeft.GetValueOrDefault(key) > 0) _readersLeft[key]--;
        if (IsWanted(key)) return state.Copy();
        _states.Remove(key);
        return state;
    }

    /// <inheritdoc/>
    public void LeaveUnread(string key)
    {
        if (_readersLeft.GetValueOrDefault(key) > 0) _readersLeft[key]--;
        if (!IsWanted(key) && _states.Remove(key, out var state)) state.Dispose();
    }

    /// <inheritdoc/>
    public void Save(EpochNode node, EpochRecord record, TrainingState? state)
    {
        _records[node.Key] = record;
        if (state is not null && (_readersLeft.ContainsKey(node.Key) || IsWanted(node.Key))) _states[node.Key] = state.Copy();
        if (_measured.Count == 0) return;
        // A better epoch takes the place of the one that its training would have kept until now.
        foreach (var key in _states.Keys.Where(key => !IsWanted(key)).ToList())
        {
            _states.Remove(key, out var rejected);
            rejected!.Dispose();
        }
    }

    /// <inheritdoc/>
    public TestResult? FindTest(string key) => _tests.GetValueOrDefault(key);

    /// <inheritdoc/>
    public void SaveTest(EpochNode node, TestResult result) => _tests[node.Key] = result;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var state in _states.Values) state.Dispose();
        _states.Clear();
    }

    private bool IsWanted(string key) => _readersLeft.GetValueOrDefault(key) > 0 || _measured.Any(run => IsKept(run, key));

    // The progress of the run so far.
    private bool IsKept(PlannedRun run, string key)
    {
        if (_tests.ContainsKey(key) || !run.Nodes.Any(node => node.Key == key)) return false;
        var epochs = run.Needed(node => Find(node.Key)?.Result).Select(node => Find(node.Key)?.Result).TakeWhile(result => result is not null).Select(result => result!).ToList();
        return epochs.Count > 0 && run.Nodes[run.Technique.ChooseKept(epochs)].Key == key;
    }

    // A shared epoch reads the state that several of its epochs start from once.
    private static IEnumerable<string> ParentsOf(SharedEpoch sharedEpoch) =>
        sharedEpoch.Nodes.Select(node => node.Parent).OfType<EpochNode>().Select(parent => parent.Key).Distinct();
}
