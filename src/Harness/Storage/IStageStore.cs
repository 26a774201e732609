using Harness.Planning;
using Harness.Training.State;

namespace Harness.Storage;

/// <summary>Finished stages by key. A stage is in it whole or not at all.</summary>
public interface IStageStore : IDisposable
{
    /// <summary>What is known of a stage.</summary>
    /// <param name="key">The stage's key.</param>
    /// <returns>Its results or its failure; null when it was never finished or what is there is damaged.</returns>
    StageRecord? Find(string key);

    /// <summary>The state that a finished stage handed on.</summary>
    /// <param name="key">The stage's key.</param>
    /// <returns>The state; the caller disposes it. Null when it is missing or damaged: the stage must be run again.</returns>
    TrainingState? LoadState(string key);

    /// <summary>Puts a finished stage into the store, or replaces what is damaged.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="record">Its results or its failure.</param>
    /// <param name="state">The state it hands on; null for a failed stage. Not disposed here.</param>
    void Save(Stage stage, StageRecord record, TrainingState? state);
}
