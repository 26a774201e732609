using Harness.Results;
using Harness.Running;
using Harness.Running.Opening;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Running;
using Harness.TestSupport;
using Harness.Training.State;

namespace Harness.Tests.Training.Objectives;

/// <summary>Suites that learn rotations first and classes then.</summary>
[Collection(TorchCollection.Name)]
public sealed class RotationTests : IDisposable
{
    private const string Pretrained = """
        name: Rotations first
        body: random
        head: { pool: avg, layers: [linear] }
        optimizer: adam
        phases:
          - { epochs: 2, objective: rotation, train: { body: 1e-3, head: 1e-3 } }
          - { epochs: 1, train: { head: 1e-3 } }

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly string _suite;

    public RotationTests()
    {
        _suite = TinySuite.Write(_folder, TestImages.SaveJpeg);
        _folder.Write("techniques/rotation.yaml", Pretrained);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_RotationThenClassification_NamesTheMetricsOfEachAndPredictsClassesAtTheEnd()
    {
        using var session = Open("a");
        session.Run(new RecordingObserver(), CancellationToken.None);

        var run = session.Collect().Techniques[0].Runs[0];

        Assert.True(run.IsComplete);
        Assert.Equal(["rotation_loss", "rotation_accuracy"], run.Epochs[0].Train.Keys);
        Assert.Equal(["rotation_loss", "rotation_accuracy"], run.Epochs[1].Valid.Keys);
        Assert.Equal([MetricNames.Loss, MetricNames.Accuracy], run.Epochs[2].Valid.Keys);
        Assert.True(double.IsNaN(run.Epochs[0].ValidAccuracy));
        Assert.All(run.Epochs.Take(2), epoch => Assert.InRange(epoch.Valid["rotation_accuracy"], 0, 1));
        Assert.Equal(session.Manifest.Valid.Count, run.ValidPredictions.Count);
    }

    [Fact]
    public void Run_StateAfterEachPhase_HoldsTheHeadsThatHaveTrained()
    {
        using var session = Open("a");
        session.Run(new RecordingObserver(), CancellationToken.None);
        var nodes = session.Plan.Runs[0].Nodes;

        using var pretrained = session.Store.LoadState(nodes[1].Key)!;
        using var last = session.Store.LoadState(nodes[2].Key)!;

        Assert.Equal(["head.rotation.0.bias", "head.rotation.0.weight"], OfHeads(pretrained));
        Assert.Equal(["head.0.bias", "head.0.weight", "head.rotation.0.bias", "head.rotation.0.weight"], OfHeads(last));
        Assert.Equal(pretrained.Model["head.rotation.0.weight"], last.Model["head.rotation.0.weight"]);
        Assert.Equal(pretrained.Model["body.conv1.weight"], last.Model["body.conv1.weight"]);
    }

    [Fact]
    public void Run_StoppedAndContinued_EndsWithTheSameBits()
    {
        using var whole = Open("a");
        whole.Run(new RecordingObserver(), CancellationToken.None);
        using (var stopped = Open("b"))
        {
            var observer = new RecordingObserver { StopAfter = 1 };
            Assert.ThrowsAny<OperationCanceledException>(() => stopped.Run(observer, observer.Stop));
        }
        using var continued = Open("b");
        continued.Run(new RecordingObserver(), CancellationToken.None);

        Assert.Equal(Figures(whole), Figures(continued));
    }

    private static IEnumerable<string> OfHeads(TrainingState state) =>
        state.Model.Keys.Where(name => name.StartsWith("head.", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static IEnumerable<double> Figures(SuiteSession session) =>
        session.Collect().Techniques[0].Runs[0].Epochs.SelectMany(epoch => epoch.Train.Values.Concat(epoch.Valid.Values));

    private SuiteSession Open(string name) => SuiteOpener.Open(
        new RunOptions
        {
            SuitePath = _suite,
            OutputFolder = _folder[name],
            StoreFolder = _folder[$"{name}-store"],
            Device = "cpu",
            AddedTechniques = [_folder["techniques/rotation.yaml"]],
            Techniques = ["Rotations first"],
        },
        new RecordingObserver(),
        null);
}
