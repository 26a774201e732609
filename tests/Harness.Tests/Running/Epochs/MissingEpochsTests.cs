using Harness.Planning;
using Harness.Running.Epochs;
using Harness.Storage;
using Harness.Tests.Planning;
using Harness.Tests.Results;

namespace Harness.Tests.Running.Epochs;

public sealed class MissingEpochsTests
{
    private static readonly EpochNode A1 = MadeUpPlans.Node("a1");
    private static readonly EpochNode B1 = MadeUpPlans.Node("b1");
    private static readonly Plan Plan = MadeUpPlans.Plan(
        ("A", [A1, MadeUpPlans.Node("a2", A1), MadeUpPlans.Node("a3", MadeUpPlans.Node("a2", A1))]), ("B", [B1, MadeUpPlans.Node("b2", B1)]));

    [Fact]
    public void Of_EmptyStore_IsEverySharedEpoch() => Assert.Equal(["a1 b1", "a2 b2", "a3"], Of());

    [Fact]
    public void Of_OneEpochOfASharedEpochStored_LeavesTheOthers() =>
        Assert.Equal(["b1", "a2 b2", "a3"], Of((A1, EpochRecord.Finished(MadeUpEpochs.Of(0, 1, 1, 0.5, 0.5, 1), []))));

    [Fact]
    public void Of_FailedEpoch_LeavesOutAllThatWouldFollow() =>
        Assert.Equal(["b1", "b2"], Of((A1, EpochRecord.Failed("the loss became NaN"))));

    private static IEnumerable<string> Of(params (EpochNode Node, EpochRecord Record)[] stored)
    {
        using var store = new MemoryEpochStore(Plan);
        foreach (var (node, record) in stored) store.Save(node, record, null);
        return [.. MissingEpochs.Of(Plan, store).Select(sharedEpoch => string.Join(' ', sharedEpoch.Nodes.Select(node => node.Key)))];
    }
}
