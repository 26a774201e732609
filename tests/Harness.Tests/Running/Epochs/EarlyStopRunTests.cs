using Harness.Diagnostics;
using Harness.Reporting;
using Harness.Results;
using Harness.Running;
using Harness.Running.Collecting;
using Harness.Running.Epochs;
using Harness.Running.Opening;
using Harness.Running.Weights;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;
using static Harness.Tests.Running.SuiteRuns;

namespace Harness.Tests.Running.Epochs;

/// <summary>Trainings that stop early: no improvement exceeds 1000, so that a patience of 2 ends the last phase after its third epoch.</summary>
[Collection(TorchCollection.Name)]
public sealed class EarlyStopRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _suite;

    public EarlyStopRunTests()
    {
        _suite = TinySuite.Write(_folder, TestImages.SaveJpeg);
        Write("impatient", "early_stopping: { patience: 2, min_delta: 1000 }\nkeep: best_accuracy\n");
        Write("patient", "");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_NoImprovement_LeavesOutTheEpochsBehind()
    {
        var observer = new RecordingObserver();

        var run = Run(Options("a", "impatient"), observer).Techniques[0].Runs[0];

        Assert.True(run.IsComplete && run.StoppedEarly);
        // One of the first phase, which always runs to its end, and three of the second.
        Assert.Equal([0, 1, 2, 3], run.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal([4, 5], observer.LeftOut.Select(node => node.Epoch));
        Assert.Equal(6, observer.ToRun.Sum(sharedEpoch => sharedEpoch.Nodes.Count));
        Assert.Contains(observer.Notes, note => note.Contains("'impatient', seed 0 stops early: after epoch 4 of 6", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_Again_FindsNothingToTrainAndGivesTheSameBytes()
    {
        ReportWriter.Write(Run(Options("a", "impatient")), _folder["report-a"]);
        var observer = new RecordingObserver();

        ReportWriter.Write(Run(Options("a", "impatient"), observer), _folder["report-b"]);

        Assert.Empty(observer.ToRun);
        foreach (var file in (string[])["comparison.csv", "epochs.csv", "predictions.csv", "charts/impatient/loss.png", "charts/comparison.png"])
            Assert.Equal(File.ReadAllBytes(_folder["report-a", file]), File.ReadAllBytes(_folder["report-b", file]));
    }

    [Fact]
    public void Run_StoppedAfterEveryEpoch_EndsWithTheSameBits()
    {
        RecordingObserver observer;
        var rounds = 0;
        do
        {
            observer = new RecordingObserver { StopAfter = 1 };
            Run(Options("a", "impatient"), observer);
            rounds++;
        }
        while (observer.Finished.Count > 0);

        Assert.Equal(5, rounds);
        AssertEqual(Run(Options("b", "impatient")), Run(Options("a", "impatient")));
    }

    [Fact]
    public void Run_WithoutStore_StopsToo() => AssertEqual(Run(Options("a", "impatient")), Run(Options("b", "impatient") with { UseStore = false }));

    [Fact]
    public void Run_BesideATechniqueThatGoesOn_IsCutWhereItStopped()
    {
        var observer = new RecordingObserver();

        var both = Run(Options("a", "impatient", "patient"), observer);

        Assert.Equal(6, observer.Finished.Count);
        Assert.Equal([4, 6], both.Techniques.Select(technique => technique.Runs[0].Epochs.Count));
        AssertEqual(Run(Options("b", "impatient")), both with { Techniques = [both.Techniques[0]] });
        // The last two epochs are one technique's: sharing them saves nothing.
        Assert.Equal(
            both.Techniques.Sum(technique => technique.Runs[0].Epochs.Sum(epoch => epoch.Seconds)), both.Sharing!.AloneSeconds, tolerance: 1e-6);
    }

    [Fact]
    public void Statuses_BehindAnEarlyStop_AreNotNeeded()
    {
        Run(Options("a", "impatient"));
        using var session = Open(Options("a", "impatient"));

        Assert.Equal(
            [EpochStatus.Stored, EpochStatus.Stored, EpochStatus.Stored, EpochStatus.Stored, EpochStatus.NotNeeded, EpochStatus.NotNeeded],
            session.Plan.Nodes.Select(node => EpochStatuses.Of(session.Plan, session.Store)[node.Key]));
    }

    [Fact]
    public void Run_KeptEpoch_IsThatOfThePredictionsAndOfTheExport()
    {
        var result = Run(Options("a", "impatient"));
        var run = result.Techniques[0].Runs[0];
        var best = run.Epochs.Max(epoch => epoch.ValidAccuracy);

        Assert.Equal(best, run.Epochs[run.KeptEpoch].ValidAccuracy);
        Assert.Equal(best, run.ValidPredictions.Zip(result.ValidLabels).Average(pair => pair.First.ClassIndex == pair.Second ? 1.0 : 0), precision: 12);
        using var session = Open(Options("a", "impatient"));
        Assert.Equal(run.KeptEpoch, WeightExport.Collect(session).Epoch.Epoch);
        Assert.Equal(run.KeptEpoch, WeightExport.Collect(session, EpochChoice.Parse("best")).Epoch.Epoch);
    }

    [Theory]
    [InlineData("last", 4)]
    [InlineData("2", 2)]
    public void Export_Epoch_HasItsWeights(string choice, int epochs)
    {
        Run(Options("a", "impatient"));
        using var session = Open(Options("a", "impatient"));

        var exported = WeightExport.Collect(session, EpochChoice.Parse(choice));

        Assert.Equal(epochs - 1, exported.Epoch.Epoch);
        Assert.Equal($"{epochs}", exported.Metadata["epochs"]);
        using var state = session.Store.LoadState(session.Plan.Nodes[epochs - 1].Key)!;
        var stored = state.Model["body.conv1.weight"].bytes.ToArray();
        Assert.Equal(stored, exported.Tensors.Single(tensor => tensor.Name == "conv1.weight").ReadBytes());
    }

    [Fact]
    public void Export_EpochThatIsNotThere_SaysWhatThereIs()
    {
        Run(Options("a", "impatient"));
        using var session = Open(Options("a", "impatient"));

        var error = Assert.Throws<HarnessException>(() => WeightExport.Collect(session, EpochChoice.Parse("5")));

        Assert.Equal("'impatient', seed 0 stopped early after 4 of 6 epochs, but epoch 5 was requested.", error.Message);
    }

    // Two phases at the same rates, so that both techniques have the same epochs.
    private void Write(string name, string lines) => _folder.Write($"techniques/{name}.yaml", $$"""
        name: {{name}}
        {{lines}}head: { pool: avg, layers: [linear] }
        phases:
          - { epochs: 1, train: { body: 1e-3, head: 1e-3 } }
          - { epochs: 5, train: { body: 1e-3, head: 1e-3 } }
        """);

    private RunOptions Options(string name, params string[] techniques) => new()
    {
        SuitePath = _suite,
        OutputFolder = _folder[name],
        StoreFolder = _folder[name + "-store"],
        Device = "cpu",
        Techniques = techniques,
    };

    private static SuiteSession Open(RunOptions options) => SuiteOpener.Open(options, new RecordingObserver(), null);

    private static void AssertEqual(SuiteResult a, SuiteResult b)
    {
        foreach (var (one, other) in a.Techniques.Zip(b.Techniques, (one, other) => (one.Runs[0], other.Runs[0])))
        {
            Assert.Equal(one.Epochs.Select(Numbers), other.Epochs.Select(Numbers));
            Assert.Equal(one.ValidPredictions, other.ValidPredictions);
            Assert.Equal((one.KeptEpoch, one.StoppedEarly), (other.KeptEpoch, other.StoppedEarly));
        }
    }

    private static (int, double, double, double, double) Numbers(EpochResult epoch) =>
        (epoch.Epoch, epoch.TrainLoss, epoch.ValidLoss, epoch.TrainAccuracy, epoch.ValidAccuracy);
}
