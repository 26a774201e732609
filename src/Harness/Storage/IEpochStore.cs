using Harness.Planning;
using Harness.Results;
using Harness.Training.State;

namespace Harness.Storage;

/// <summary>Finished epochs by key. An epoch is in it completely or not at all.</summary>
public interface IEpochStore : IDisposable
{
    /// <summary>The summary of an epoch, without its predictions, which may be damaged.</summary>
    /// <param name="key">The epoch's key.</param>
    /// <returns>Its result or its failure; null when it was never finished or what is there is damaged.</returns>
    /// <exception cref="Diagnostics.HarnessException">The store cannot be read.</exception>
    EpochSummary? FindSummary(string key);

    /// <summary>The whole record of an epoch. Predictions take memory and time: for results alone there is <see cref="FindSummary"/>.</summary>
    /// <param name="key">The epoch's key.</param>
    /// <returns>Its result and predictions, or its failure; null when it was never finished or what is there is damaged.</returns>
    /// <exception cref="Diagnostics.HarnessException">The store cannot be read.</exception>
    EpochRecord? Find(string key);

    /// <summary>The state at the end of a finished epoch.</summary>
    /// <param name="key">The epoch's key.</param>
    /// <returns>The state; the caller disposes it. Null when it is missing or damaged: the epoch must be run again.</returns>
    /// <exception cref="Diagnostics.HarnessException">The store cannot be read.</exception>
    TrainingState? LoadState(string key);

    /// <summary>Says that a shared epoch that would have read a state will not, since early stopping leaves it out.</summary>
    /// <param name="key">The key of the epoch that the state is from.</param>
    void LeaveUnread(string key)
    {
    }

    /// <summary>Puts a finished epoch into the store, or replaces what is damaged.</summary>
    /// <param name="node">The epoch.</param>
    /// <param name="record">Its results or its failure.</param>
    /// <param name="state">The state at its end; null for a failed epoch. Not disposed here.</param>
    void Save(EpochNode node, EpochRecord record, TrainingState? state);

    /// <summary>The result of the network of an epoch on the test images.</summary>
    /// <param name="key">The epoch's key, which includes images and split.</param>
    /// <returns>The result; null when it was never measured, or what is there is damaged.</returns>
    /// <exception cref="Diagnostics.HarnessException">The store cannot be read.</exception>
    TestResult? FindTest(string key);

    /// <summary>Puts what a stored epoch gave on the test images beside it.</summary>
    /// <param name="node">The epoch.</param>
    /// <param name="result">The result.</param>
    void SaveTest(EpochNode node, TestResult result);
}
