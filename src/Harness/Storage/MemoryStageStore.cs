using Harness.Planning;
using Harness.Training.State;

namespace Harness.Storage;

/// <summary>Keeps stages for the length of a run (<c>--no-store</c>), and a state only until the last pass with stages that start from it has read it.</summary>
public sealed class MemoryStageStore : IStageStore
{
    private readonly Dictionary<string, StageRecord> _records = [];
    private readonly Dictionary<string, TrainingState> _states = [];
    private readonly Dictionary<string, int> _readersLeft;

    /// <summary>Makes an empty store.</summary>
    /// <param name="plan">The plan whose stages it will hold.</param>
    public MemoryStageStore(Plan plan) =>
        _readersLeft = plan.Passes.SelectMany(ParentsOf).CountBy(key => key).ToDictionary();

    /// <inheritdoc/>
    public StageRecord? Find(string key) => _records.GetValueOrDefault(key);

    /// <inheritdoc/>
    public TrainingState? LoadState(string key)
    {
        if (!_states.TryGetValue(key, out var state)) return null;
        if (--_readersLeft[key] > 0) return state.Copy();
        _states.Remove(key);
        return state;
    }

    /// <inheritdoc/>
    public void Save(Stage stage, StageRecord record, TrainingState? state)
    {
        _records[stage.Key] = record;
        if (state is not null && _readersLeft.ContainsKey(stage.Key)) _states[stage.Key] = state.Copy();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var state in _states.Values) state.Dispose();
        _states.Clear();
    }

    // A pass reads the state that several of its stages start from once.
    private static IEnumerable<string> ParentsOf(Pass pass) =>
        pass.Stages.Select(stage => stage.Parent).OfType<Stage>().Select(parent => parent.Key).Distinct();
}
