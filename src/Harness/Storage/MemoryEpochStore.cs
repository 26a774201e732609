using Harness.Planning;
using Harness.Training.State;

namespace Harness.Storage;

/// <summary>Keeps epochs for the length of a run (<c>--no-store</c>), and a state only until the last shared epoch with epochs that start from it has read it.</summary>
public sealed class MemoryEpochStore : IEpochStore
{
    private readonly Dictionary<string, EpochRecord> _records = [];
    private readonly Dictionary<string, TrainingState> _states = [];
    private readonly Dictionary<string, int> _readersLeft;

    /// <summary>Makes an empty store.</summary>
    /// <param name="plan">The plan whose epochs it will hold.</param>
    public MemoryEpochStore(Plan plan) =>
        _readersLeft = plan.SharedEpochs.SelectMany(ParentsOf).CountBy(key => key).ToDictionary();

    /// <inheritdoc/>
    public EpochRecord? Find(string key) => _records.GetValueOrDefault(key);

    /// <inheritdoc/>
    public TrainingState? LoadState(string key)
    {
        if (!_states.TryGetValue(key, out var state)) return null;
        if (--_readersLeft[key] > 0) return state.Copy();
        _states.Remove(key);
        return state;
    }

    /// <inheritdoc/>
    public void Save(EpochNode node, EpochRecord record, TrainingState? state)
    {
        _records[node.Key] = record;
        if (state is not null && _readersLeft.ContainsKey(node.Key)) _states[node.Key] = state.Copy();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var state in _states.Values) state.Dispose();
        _states.Clear();
    }

    // A shared epoch reads the state that several of its epochs start from once.
    private static IEnumerable<string> ParentsOf(SharedEpoch sharedEpoch) =>
        sharedEpoch.Nodes.Select(node => node.Parent).OfType<EpochNode>().Select(parent => parent.Key).Distinct();
}
