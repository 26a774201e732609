using Harness.Planning;
using Harness.Results;
using Harness.Running;
using Harness.Storage;
using Harness.Tests.Planning;

namespace Harness.Tests.Running;

public sealed class MissingPassesTests
{
    private static readonly Stage A1 = MadeUpPlans.Stage("a1");
    private static readonly Stage B1 = MadeUpPlans.Stage("b1");
    private static readonly Plan Plan = MadeUpPlans.Plan(
        ("A", [A1, MadeUpPlans.Stage("a2", A1), MadeUpPlans.Stage("a3", MadeUpPlans.Stage("a2", A1))]), ("B", [B1, MadeUpPlans.Stage("b2", B1)]));

    [Fact]
    public void Of_EmptyStore_IsEveryPass() => Assert.Equal(["a1 b1", "a2 b2", "a3"], Of());

    [Fact]
    public void Of_OneStageOfAPassStored_LeavesTheOthers() =>
        Assert.Equal(["b1", "a2 b2", "a3"], Of((A1, StageRecord.Finished(new EpochResult(0, 1, 1, 0.5, 0.5, 1), []))));

    [Fact]
    public void Of_FailedStage_LeavesOutAllThatWouldFollow() =>
        Assert.Equal(["b1", "b2"], Of((A1, StageRecord.Failed("the loss became NaN"))));

    private static IEnumerable<string> Of(params (Stage Stage, StageRecord Record)[] stored)
    {
        using var store = new MemoryStageStore(Plan);
        foreach (var (stage, record) in stored) store.Save(stage, record, null);
        return [.. MissingPasses.Of(Plan, store).Select(pass => string.Join(' ', pass.Stages.Select(stage => stage.Key)))];
    }
}
