using Harness.Diagnostics;
using Harness.Models;
using Harness.Models.Backbones;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Planning;
using Harness.Training;
using Harness.Training.State;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class HeadTrainingsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly ModelSource _models = new(BackboneRegistry.Catalog.Describe("resnet18_half")!, null, classes: 3);
    private readonly Backbone _backbone;

    public HeadTrainingsTests() => _backbone = _models.CreateBackbone(0, Initialization.Random);

    public void Dispose()
    {
        _backbone.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Each_OneFails_FreesItAtOnceAndGoesOnWithTheOthers()
    {
        var before = Live;
        using var heads = HeadTrainings.Build(3, CPU, _ => Build());
        var ofOne = (Live - before) / 3;
        var failing = heads.Going.ElementAt(1);

        heads.Each(head =>
        {
            if (head == failing) throw new TrainingFailedException("for a reason", isReproducible: true);
        });

        Assert.True(ofOne > 0);
        Assert.Equal(before + (2 * ofOne), Live);
        Assert.Equal(2, heads.Going.Count());
        Assert.DoesNotContain(failing, heads.Going);
    }

    [Fact]
    public void HandOver_SomeFell_GivesEveryPlaceItsOwnReason()
    {
        var built = 0;
        using var heads = HeadTrainings.Build(2, CPU, _ => built++ == 0 ? throw new TrainingFailedException("the first", isReproducible: true) : Build());
        heads.DropAll(new TrainingFailedException("all", isReproducible: false));
        var reasons = new List<string>();

        heads.HandOver((_, _) => throw new InvalidOperationException(), (_, outcome) => reasons.Add(outcome.Failure!.Message));

        Assert.Equal(["the first", "all"], reasons);
    }

    [Fact]
    public void Build_WrongInput_SharedEpochsThroughAndFreesThoseBefore()
    {
        var (before, built) = (Live, 0);

        Assert.Throws<HarnessException>(() => HeadTrainings.Build(2, CPU, _ => built++ == 1 ? throw new HarnessException("wrong", "mend it") : Build()));

        Assert.Equal(before, Live);
    }

    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    private HeadTraining Build() => new(_models, MadeUpPlans.Node("a").Task, TrainingState.Initial(), ModelPart.Backbone(_backbone), CPU);
}
