using Harness.Diagnostics;
using Harness.Models;
using Harness.Planning;
using Harness.Results;
using Harness.Running;
using Harness.Running.Collecting;
using Harness.Running.Epochs;
using Harness.Running.Opening;
using Harness.Storage;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;
using Harness.Training;
using Harness.Training.State;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Running.Epochs;

[Collection(TorchCollection.Name)]
public sealed class SuiteRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _suite;

    public SuiteRunnerTests()
    {
        _suite = TinySuite.Write(_folder, TestImages.SaveJpeg);
        foreach (var path in Directory.GetFiles(_folder["techniques"])) File.Delete(path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_EpochsWithOneParent_LoadItsStateOnce()
    {
        WriteTwoWithACommonBeginning();
        using var session = Open();
        var store = new WatchedStore(session.Store);

        Run(session, store);

        Assert.Equal(2, session.Plan.SharedEpochs[1].Nodes.Count);
        Assert.Equal([session.Plan.Nodes[0].Key], store.Loaded);
    }

    [Fact]
    public void Run_StoreBreaksAtTheFirstOfSeveralHeads_FreesTheOutcomesOfAll()
    {
        foreach (var rate in (string[])["1e-3", "2e-3", "3e-3"]) Write(rate, $"{{ epochs: 1, train: {{ head: {rate} }} }}");
        using var whole = Open("whole");
        using var broken = Open("broken");
        var left = Left(whole, new WatchedStore(whole.Store));

        Assert.Equal(left, Left(broken, new WatchedStore(broken.Store) { BreaksAtSave = 1 }));
    }

    [Fact]
    public void Run_LastUserOfValidationFeaturesHasNothingToStartFrom_FreesThem()
    {
        Write("short", "{ epochs: 1, train: { head: 1e-3 } }");
        Write("exploding", "{ epochs: 2, train: { head: 1e38 } }");
        using var one = Open("one", "short");
        using var both = Open("both");
        Assert.Equal([2, 1], both.Plan.SharedEpochs.Select(sharedEpoch => sharedEpoch.Nodes.Count));

        Assert.Equal(Left(one, new WatchedStore(one.Store)), Left(both, new WatchedStore(both.Store)));
    }

    [Fact]
    public void Run_DamagedParentFailsAgain_IsTriedOnceAndEveryChildHasItsReason()
    {
        WriteTwoWithACommonBeginning();
        var stopped = new RecordingObserver { StopAfter = 1 };
        using var session = Open();
        Assert.Throws<OperationCanceledException>(() => session.Run(stopped, stopped.Stop));
        foreach (var path in Directory.GetFiles(_folder["a-store"], "state.safetensors", SearchOption.AllDirectories)) File.WriteAllText(path, "damaged");
        var observer = new RecordingObserver();
        // A head for features of another width than those of the backbone.
        using var trainer = Trainer(session, new ModelSource(session.Backbone with { Features = 7 }, null, session.Manifest.Classes.Count));
        var runner = new SuiteRunner(session.Plan, session.Store, trainer, observer);

        runner.Run(CancellationToken.None);

        Assert.Equal([session.Plan.Nodes[0].Key], observer.SharedEpochs.SelectMany(sharedEpoch => sharedEpoch.Nodes).Select(node => node.Key));
        Assert.Equal(session.Plan.Nodes.Select(node => node.Key).Order(), runner.Failures.Keys.Order());
        Assert.Single(runner.Failures.Values.Distinct());
        Assert.All(Collect(session, runner).Techniques, technique => Assert.Contains("libtorch", technique.Runs[0].FailureReason, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_EpochsBehindAStoredFailure_AreNotAnnounced()
    {
        Write("a", "{ epochs: 3, train: { head: 1e-3 } }");
        using var session = Open();
        session.Store.Save(session.Plan.Nodes[0], EpochRecord.Failed("the loss became NaN"), null);
        var observer = new RecordingObserver();

        session.Run(observer, CancellationToken.None);

        Assert.Empty(observer.ToRun);
        Assert.Equal(
            [EpochStatus.Failed, EpochStatus.Blocked, EpochStatus.Blocked],
            session.Plan.Nodes.Select(node => EpochStatuses.Of(session.Plan, session.Store)[node.Key]));
    }

    [Fact]
    public void Run_AnotherProcessStoredAFailureFirst_LeavesOutWhatFollowsAndTrainsTheOthers()
    {
        WriteTwoWithACommonBeginning();
        Write("other", "{ epochs: 1, train: { head: 3e-3 } }");
        using var session = Open();
        var common = session.Plan.Nodes.Single(node => node.IsShared);
        var observer = new RecordingObserver();
        using var trainer = Trainer(session);
        var runner = new SuiteRunner(session.Plan, new WatchedStore(session.Store) { FailsElsewhere = common.Key }, trainer, observer);

        runner.Run(CancellationToken.None);

        Assert.Contains("Epoch 1, seed 0 failed in another process that shares the store: the loss became NaN", observer.Notes);
        Assert.Equal(2, observer.Finished.Count);
        Assert.Empty(runner.Failures);
        var collected = Collect(session, runner).Techniques.ToDictionary(technique => technique.Technique.Name, technique => technique.Runs[0].FailureReason);
        Assert.Equal("the loss became NaN", collected["of 1e-4"]);
        Assert.Null(collected["of other"]);
    }

    // By the numbers of this process, of which none improves by 1000, the training would stop after its third epoch.
    [Fact]
    public void Run_AnotherProcessStoredOtherNumbersFirst_StopsEarlyByThose()
    {
        _folder.Write("techniques/impatient.yaml", """
            name: impatient
            early_stopping: { patience: 2, min_delta: 1000 }
            head: { pool: avg, layers: [linear] }
            batch_norm: eval
            phases: [{ epochs: 5, train: { head: 1e-3 } }]
            """);
        using var session = Open();
        var store = new WatchedStore(session.Store)
        {
            ResultElsewhere = (node, result) => result with { Valid = new Dictionary<string, double>(result.Valid) { [MetricNames.Loss] = 100_000 - (10_000 * node.Epoch) } },
        };

        Run(session, store);

        Assert.All(session.Plan.Nodes, node => Assert.Equal(EpochStatus.Stored, EpochStatuses.Of(session.Plan, session.Store)[node.Key]));
    }

    // Both begin with the same epoch, after which their heads learn at their own rates.
    private void WriteTwoWithACommonBeginning()
    {
        foreach (var rate in (string[])["1e-4", "2e-4"])
            Write(rate, "{ epochs: 1, train: { head: 1e-3 } }", $"{{ epochs: 1, train: {{ head: {rate} }} }}");
    }

    private void Write(string name, params string[] phases) => _folder.Write($"techniques/{name}.yaml", $$"""
        name: of {{name}}
        head: { pool: avg, layers: [linear] }
        optimizer: { name: sgd }
        batch_norm: eval
        phases: [{{string.Join(", ", phases)}}]
        """);

    private static SuiteResult Collect(SuiteSession session, SuiteRunner runner) =>
        new ResultCollector(session.Plan, session.Store, session.Manifest, target: null, batchLimit: null).Collect(runner.Failures, session.Collect().Information);

    private SuiteSession Open(string name = "a", params string[] techniques)
    {
        var options = new RunOptions { SuitePath = _suite, OutputFolder = _folder[name], StoreFolder = _folder[name + "-store"], Device = "cpu" };
        return SuiteOpener.Open(techniques.Length == 0 ? options : options with { Techniques = techniques }, new RecordingObserver(), null);
    }

    private static Trainer Trainer(SuiteSession session, ModelSource? models = null) =>
        new(models ?? session.Models, session.OpenImages(), CPU, ComputeSettings.Default);

    private static void Run(SuiteSession session, IEpochStore store)
    {
        using var trainer = Trainer(session);
        new SuiteRunner(session.Plan, store, trainer, new RecordingObserver()).Run(CancellationToken.None);
    }

    // The tensors that a run leaves behind while its trainer lives; the batches, which other threads make, count the same in every shared epoch.
    private static long Left(SuiteSession session, WatchedStore store)
    {
        using var trainer = Trainer(session);
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var runner = new SuiteRunner(session.Plan, store, trainer, new RecordingObserver());
        if (store.BreaksAtSave is null) runner.Run(CancellationToken.None);
        else Assert.Throws<HarnessException>(() => runner.Run(CancellationToken.None));
        return DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
    }

    private sealed class WatchedStore(IEpochStore inner) : IEpochStore
    {
        private int _saves;

        public int? BreaksAtSave { get; init; }

        // The epoch of which another process stores a failure before this one is done with it.
        public string? FailsElsewhere { get; init; }

        // What another process stores of every epoch before this one is done with it; null for nothing.
        public Func<EpochNode, EpochResult, EpochResult>? ResultElsewhere { get; init; }

        public List<string> Loaded { get; } = [];

        public EpochSummary? FindSummary(string key) => inner.FindSummary(key);

        public EpochRecord? Find(string key) => inner.Find(key);

        public TrainingState? LoadState(string key)
        {
            Loaded.Add(key);
            return inner.LoadState(key);
        }

        public void Save(EpochNode node, EpochRecord record, TrainingState? state)
        {
            if (++_saves == BreaksAtSave) throw new HarnessException("The disk is full.", "Make room.");
            if (node.Key == FailsElsewhere) inner.Save(node, EpochRecord.Failed("the loss became NaN"), null);
            if (ResultElsewhere is not null) inner.Save(node, record with { Result = ResultElsewhere(node, record.Result!) }, state);
            inner.Save(node, record, state);
        }

        public TestResult? FindTest(string key) => inner.FindTest(key);

        public void SaveTest(EpochNode node, TestResult result) => inner.SaveTest(node, result);

        public void Dispose()
        {
            // The store inside is another's.
        }
    }
}
