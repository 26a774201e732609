using Harness.Models;
using Harness.Planning;

namespace Harness.Tests.Planning;

public sealed class PassOrderTests
{
    [Fact]
    public void Of_HeadsOnOneBody_ArePutTogether() =>
        Assert.Equal(["a b"], Of(MadeUpPlans.Stage("a"), MadeUpPlans.Stage("b")));

    [Fact]
    public void Of_BodiesThatTrain_StayAloneThoughTheyBeginAlike() =>
        Assert.Equal(["a", "b", "c"], Of(MadeUpPlans.Stage("a", trains: true), MadeUpPlans.Stage("b", trains: true), MadeUpPlans.Stage("c")));

    [Fact]
    public void Of_OtherSeedBodyBatchNormModeOrEpoch_StayApart()
    {
        var first = MadeUpPlans.Stage("a");

        Assert.Equal(["a", "b", "c", "d", "e"], Of(
            first,
            MadeUpPlans.Stage("b", seed: 1),
            MadeUpPlans.Stage("c", body: "other"),
            MadeUpPlans.Stage("d", batchNorm: BatchNormMode.Train),
            MadeUpPlans.Stage("e", parent: first)));
    }

    [Fact]
    public void Of_TwoTechniques_RunsTheFirstToItsEndBeforeTheSecond()
    {
        var (a, b) = (MadeUpPlans.Stage("a1", trains: true), MadeUpPlans.Stage("b1", trains: true));

        Assert.Equal(["a1", "a2", "b1", "b2"], Of(a, MadeUpPlans.Stage("a2", a, trains: true), b, MadeUpPlans.Stage("b2", b, trains: true)));
    }

    [Fact]
    public void Of_SharedPass_WaitsForWhatAllItsStagesStartFrom()
    {
        var (a, b) = (MadeUpPlans.Stage("a1", trains: true), MadeUpPlans.Stage("b1", trains: true));

        Assert.Equal(["a1", "b1", "a2 b2"], Of(a, MadeUpPlans.Stage("a2", a), b, MadeUpPlans.Stage("b2", b)));
    }

    [Fact]
    public void Of_MoreHeadsThanAPassHolds_AreSplit()
    {
        var stages = Enumerable.Range(0, (2 * PassOrder.MostStages) + 1).Select(number => MadeUpPlans.Stage($"{number}")).ToList();

        var passes = PassOrder.Of(stages);

        Assert.Equal([PassOrder.MostStages, PassOrder.MostStages, 1], passes.Select(pass => pass.Stages.Count));
        Assert.Equal(stages, passes.SelectMany(pass => pass.Stages));
    }

    [Fact]
    public void Of_MoreHeadsThanAPassHolds_GoThroughAnEpochTogether()
    {
        var first = Enumerable.Range(0, PassOrder.MostStages + 1).Select(number => MadeUpPlans.Stage($"{number}-1")).ToList();
        var stages = first.SelectMany(stage => new[] { stage, MadeUpPlans.Stage(stage.Key.Replace("-1", "-2"), stage) }).ToList();

        Assert.Equal([0, 0, 1, 1], PassOrder.Of(stages).Select(pass => pass.Epoch));
    }

    private static IEnumerable<string> Of(params Stage[] stages) =>
        PassOrder.Of(stages).Select(pass => string.Join(' ', pass.Stages.Select(stage => stage.Key)));
}
