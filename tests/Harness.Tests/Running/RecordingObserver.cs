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

    public IReadOnlyList<Pass> ToRun { get; private set; } = [];

    public List<Pass> Passes { get; } = [];

    public List<Stage> Finished { get; } = [];

    public List<Stage> Failed { get; } = [];

    public List<string> Notes { get; } = [];

    public void Started(Plan plan, IReadOnlyList<Pass> toRun) => ToRun = toRun;

    public void PassStarted(Pass pass) => Passes.Add(pass);

    public void Progressed(Pass pass, EpochProgress progress)
    {
    }

    public void StageFinished(Stage stage, EpochResult result)
    {
        Finished.Add(stage);
        if (Finished.Count == StopAfter) _stop.Cancel();
    }

    public void StageFailed(Stage stage, string reason) => Failed.Add(stage);

    public void Noted(string message) => Notes.Add(message);
}
