using Harness.Planning;
using Harness.Results;
using Harness.Running;
using Harness.Training;

namespace Harness.Tests.Running;

/// <summary>Remembers what a run said, and can stop it.</summary>
internal sealed class RecordingObserver : IRunObserver
{
    private readonly CancellationTokenSource _stop = new();

    public int? StopAfter { get; init; }

    public CancellationToken Stop => _stop.Token;

    public IReadOnlyList<SharedEpoch> ToRun { get; private set; } = [];

    public List<SharedEpoch> SharedEpochs { get; } = [];

    public List<EpochNode> Finished { get; } = [];

    public List<EpochNode> Failed { get; } = [];

    public List<EpochNode> LeftOut { get; } = [];

    public List<string> Notes { get; } = [];

    public void Started(Plan plan, IReadOnlyList<SharedEpoch> toRun) => ToRun = toRun;

    public void SharedEpochStarted(SharedEpoch sharedEpoch) => SharedEpochs.Add(sharedEpoch);

    public void EpochsLeftOut(SharedEpoch sharedEpoch, SharedEpoch? needed) => LeftOut.AddRange(sharedEpoch.Nodes.Except(needed?.Nodes ?? []));

    public void Progressed(SharedEpoch sharedEpoch, EpochProgress progress)
    {
    }

    public void EpochFinished(EpochNode node, EpochResult result)
    {
        Finished.Add(node);
        if (Finished.Count == StopAfter) _stop.Cancel();
    }

    public void EpochFailed(EpochNode node, string reason) => Failed.Add(node);

    public void Noted(string message) => Notes.Add(message);
}
