using Harness.Data;
using Harness.Data.Images;
using Harness.Diagnostics;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Running;
using Harness.Running.Opening;
using Harness.Tests.Models;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Planning;
using Harness.Tests.Running;
using Harness.TestSupport;
using Harness.Training;
using Harness.Training.Objectives.Fitted;
using Harness.Training.Optimizers;
using Harness.Training.State;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class TrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SuiteSession _session;

    public TrainerTests()
    {
        var suite = TinySuite.Write(_folder, TestImages.SaveJpeg);
        var options = new RunOptions { SuitePath = suite, OutputFolder = _folder["a"], StoreFolder = _folder["a-store"], Device = "cpu" };
        _session = SuiteOpener.Open(options, new RecordingObserver(), null);
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Run_TwoHeads_GivesTheirOutcomesInOrderAndTellsOfEveryBatch()
    {
        using var trainer = Trainer();
        var progress = new Recorder();

        var outcomes = Run(trainer, SharedEpoch(Head(1e-3), Head(1e38)), progress);

        Assert.NotNull(outcomes[0].Epoch);
        Assert.Contains("became", outcomes[1].Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(outcomes[0].Epoch!.Result.Seconds, outcomes[0].Epoch!.Result.SpentSeconds, 9);
        Assert.Equal([8, 16, 24, 32, 36], progress.Seen.Where(value => !value.Validating).Select(value => value.ImagesDone));
        Assert.Equal([8, 9], progress.Seen.Where(value => value.Validating).Select(value => value.ImagesDone));
    }

    [Fact]
    public void Run_HeadThatStandsStill_GoesOnAndSaysSo()
    {
        using var trainer = Trainer();

        var outcomes = Run(trainer, SharedEpoch(Head(1e-30), Head(1e-3)));

        Assert.Equal(1e-30, outcomes[0].Epoch!.Result.RoundedAway!.LearningRate);
        Assert.Null(outcomes[1].Epoch!.Result.RoundedAway);
    }

    [Fact]
    public void Run_HeadThatCannotBeBuilt_FailsAloneInTheSharedEpoch()
    {
        using var trainer = Trainer();
        var refused = MadeUpPlans.Node("a", head: HeadSettings.Linear with { Layers = [new LinearLayer(8), new LinearLayer(-1), new LinearLayer(null)] }).Task;
        // What is left of the batches, which other threads make, is the same in every shared epoch.
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var expected = Run(trainer, SharedEpoch(Head(1e-3), Head(1e-2)));
        var between = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        var outcomes = Run(trainer, SharedEpoch(Head(1e-3), refused, Head(1e-2)));

        Assert.Equal(between - before, DisposeScopeManager.Statistics.ThreadTotalLiveCount - between);
        Assert.StartsWith("libtorch: ", outcomes[1].Failure!.Message, StringComparison.Ordinal);
        Assert.False(outcomes[1].Failure!.IsReproducible);
        Assert.Equal(expected[0].Epoch!.Predictions, outcomes[0].Epoch!.Predictions);
        Assert.Equal(expected[1].Epoch!.Predictions, outcomes[2].Epoch!.Predictions);
    }

    [Fact]
    public void Run_NoHeadCanBeBuilt_LooksAtNoImage()
    {
        using var trainer = Trainer();
        var refused = MadeUpPlans.Node("a", head: HeadSettings.Linear with { Layers = [new LinearLayer(-1), new LinearLayer(null)] }).Task;
        foreach (var image in _session.Manifest.Train) File.Delete(Path.Combine(_session.Manifest.Root, image.Path));

        Assert.NotNull(Run(trainer, SharedEpoch(refused))[0].Failure);
    }

    [Fact]
    public void Run_OutcomesTakenOneByOne_AreMadeOneByOne()
    {
        using var trainer = Trainer();
        using var start = TrainingState.Initial();
        var (live, received) = (new List<long>(), new List<int>());

        trainer.Run(SharedEpoch(Head(1e-3), Head(1e-2), Head(2e-2)), [start, start, start], (place, outcome) =>
        {
            received.Add(place);
            outcome.Epoch!.State.Dispose();
            live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }, null, CancellationToken.None);

        Assert.Equal([0, 1, 2], received);
        // Each head is gone before the next outcome is made.
        Assert.True(live[0] > live[1] && live[1] > live[2], string.Join(' ', live));
    }

    [Fact]
    public void Run_StateOfAnotherModel_IsRefusedAndTheOtherHeadsAreFreed()
    {
        using var trainer = Trainer();
        using var wrong = new TrainingState(new Dictionary<string, Tensor> { ["head.0.weight"] = zeros([1, 2]) }, new Dictionary<string, Tensor>());
        using var good = TrainingState.Initial();
        var task = SharedEpoch(Head(1e-3), Head(1e-2));
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        Assert.Throws<HarnessException>(() => trainer.Run(task, [good, wrong], null, CancellationToken.None));

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_BackboneInAStateThatWasValidated_ReadsTheImagesAgainOnlyIfNothingWasKept(bool isValidatedAgain)
    {
        // Without a cache every look at an image opens its file.
        var images = new ImagePipeline(_session.Manifest, _session.Suite.Data, null, new DecodedImageCache(0));
        using var trainer = new Trainer(_session.Models, images, CPU, ComputeSettings.Default);
        var first = Run(trainer, SharedEpoch(Head(1e-3)) with { IsValidatedAgain = isValidatedAgain })[0];
        foreach (var image in _session.Manifest.Valid) File.Delete(Path.Combine(_session.Manifest.Root, image.Path));

        if (!isValidatedAgain)
        {
            Assert.Contains("vanished", Assert.Throws<HarnessException>(() => Run(trainer, SharedEpoch(Head(1e-3)))).Message, StringComparison.Ordinal);
            return;
        }
        var second = Run(trainer, SharedEpoch(Head(1e-3)))[0];
        Assert.Equal(first.Epoch!.Result.ValidLoss, second.Epoch!.Result.ValidLoss);
        Assert.Equal(first.Epoch.Predictions, second.Epoch.Predictions);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_FeaturesThatAnotherLeft_CountInWhatTheTechniqueTakesAlone(bool hasValidatedBefore)
    {
        using var trainer = Trainer();
        Run(trainer, SharedEpoch(Head(1e-3)) with { IsValidatedAgain = true });

        var result = Run(trainer, SharedEpoch(Head(1e-2)) with { ValidatedBefore = hasValidatedBefore ? new HashSet<int> { 0 } : [] })[0].Epoch!.Result;

        if (hasValidatedBefore) Assert.Equal(result.SpentSeconds, result.Seconds, 9);
        else Assert.InRange(result.Seconds - result.SpentSeconds, 1e-4, 60);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Run_OneOfTwoHeadsHasValidatedBefore_TheOtherAloneIsChargedWithThePass(int place)
    {
        using var trainer = Trainer();
        Run(trainer, SharedEpoch(Head(1e-3)) with { IsValidatedAgain = true });

        var outcomes = Run(trainer, SharedEpoch(Head(1e-2), Head(2e-2)) with { ValidatedBefore = new HashSet<int> { place } });

        // Beyond what it spent, a technique alone takes the other half of what both have in common, and the pass if it had nothing kept.
        var beyond = outcomes.Select(outcome => outcome.Epoch!.Result.Seconds - outcome.Epoch.Result.SpentSeconds).ToList();
        Assert.InRange(beyond[1 - place] - beyond[place], 1e-4, 60);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_LastUserDoesNotValidate_FreesWhatWasKept(bool isSkipped)
    {
        using var trainer = Trainer();
        Run(trainer, SharedEpoch(Head(1e-3)));
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Run(trainer, SharedEpoch(Head(1e-3)));
        var ofAPass = DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
        Run(trainer, SharedEpoch(Head(1e-3)) with { IsValidatedAgain = true });
        var kept = DisposeScopeManager.Statistics.ThreadTotalLiveCount - before - (2 * ofAPass);
        var unbuildable = MadeUpPlans.Node("a", head: HeadSettings.Linear with { Layers = [new LinearLayer(-1)] }).Task;

        var between = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        if (isSkipped) trainer.DropCachedFeatures("w");
        else Run(trainer, SharedEpoch(unbuildable));

        Assert.True(kept > 0);
        Assert.Equal(between - kept, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    // Blocks that are skipped at random in training would otherwise be skipped in what classifiers are computed from.
    [Fact]
    public void Forward_OfAnObjectiveThatIsComputed_IsWithoutStochasticDepth()
    {
        var models = new ModelSource(BackboneRegistry.Catalog.Describe("efficientnet_b0")!, null, 3);
        var task = MadeUpPlans.Node("a").Task;
        task = task with { Phase = task.Phase with { Objective = new PrototypeSettings(), Train = [] } };
        using var start = TrainingState.Initial();
        using var backbone = new EpochBackbone(models, SharedEpoch(task), start, CPU, ComputeSettings.Default);
        using var images = FormulaWeights.Images(2, 3, 32, 32);

        using var first = backbone.ForwardTraining(images);
        using var second = backbone.ForwardTraining(images);

        Assert.Equal(Difference.Values(first.Last), Difference.Values(second.Last));
    }

    [Fact]
    public void Run_Canceled_Throws()
    {
        using var trainer = Trainer();
        using var start = TrainingState.Initial();

        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Run(SharedEpoch(Head(1e-3)), [start], null, new CancellationToken(canceled: true)));
    }

    private Trainer Trainer() => new(_session.Models, _session.OpenImages(), CPU, ComputeSettings.Default);

    private static EpochTask Head(double rate) => MadeUpPlans.Node("a", rate: rate, optimizer: new SgdSettings()).Task;

    private static SharedEpochTask SharedEpoch(params EpochTask[] tasks) => new(tasks, TrainsBackbone: false, ValidFeatures: "w", IsValidatedAgain: false);

    private static IReadOnlyList<HeadOutcome> Run(Trainer trainer, SharedEpochTask sharedEpoch, IProgress<EpochProgress>? progress = null)
    {
        using var start = TrainingState.Initial();
        var outcomes = trainer.Run(sharedEpoch, [.. sharedEpoch.Epochs.Select(_ => start)], progress, CancellationToken.None);
        foreach (var outcome in outcomes) outcome.Epoch?.State.Dispose();
        return outcomes;
    }

    private sealed class Recorder : IProgress<EpochProgress>
    {
        public List<EpochProgress> Seen { get; } = [];

        public void Report(EpochProgress value) => Seen.Add(value);
    }
}
