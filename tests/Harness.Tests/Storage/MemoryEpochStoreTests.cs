using Harness.Planning;
using Harness.Storage;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Planning;
using Harness.Tests.Results;
using Harness.Training.State;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Storage;

[Collection(TorchCollection.Name)]
public sealed class MemoryEpochStoreTests
{
    private static readonly EpochNode First = MadeUpPlans.Node("a1");
    private static readonly EpochRecord Finished = EpochRecord.Finished(MadeUpEpochs.Of(0, 1, 1, 0.5, 0.5, 1), []);

    [Fact]
    public void LoadState_EpochsOfOneSharedEpoch_ReadItOnceAndThenItIsGone()
    {
        using var store = Store(MadeUpPlans.Node("a2", First), MadeUpPlans.Node("b2", First));

        using var read = store.LoadState(First.Key);

        Assert.NotNull(read);
        Assert.Null(store.LoadState(First.Key));
    }

    [Fact]
    public void LoadState_EpochsOfTwoSharedEpochs_ReadItOnceEach()
    {
        using var store = Store(MadeUpPlans.Node("a2", First, trains: true), MadeUpPlans.Node("b2", First, trains: true));

        using var first = store.LoadState(First.Key)!;
        using var second = store.LoadState(First.Key)!;

        Assert.Equal(1, first.Model["head.0.bias"].ToDouble());
        first.Dispose();
        Assert.Equal(1, second.Model["head.0.bias"].ToDouble());
        Assert.Null(store.LoadState(First.Key));
    }

    [Fact]
    public void LeaveUnread_LastReader_FreesTheState()
    {
        using var store = Store(MadeUpPlans.Node("a2", First, trains: true), MadeUpPlans.Node("b2", First, trains: true));

        store.LeaveUnread(First.Key);
        using (var read = store.LoadState(First.Key)) Assert.NotNull(read);
        Assert.Null(store.LoadState(First.Key));
    }

    [Fact]
    public void LeaveUnread_AllReaders_FreesTheState()
    {
        using var store = Store(MadeUpPlans.Node("a2", First, trains: true), MadeUpPlans.Node("b2", First, trains: true));

        store.LeaveUnread(First.Key);
        store.LeaveUnread(First.Key);

        Assert.Null(store.LoadState(First.Key));
    }

    private static MemoryEpochStore Store(EpochNode a, EpochNode b)
    {
        var store = new MemoryEpochStore(MadeUpPlans.Plan(("A", [First, a]), ("B", [First, b])));
        using var state = new TrainingState(new Dictionary<string, Tensor> { ["head.0.bias"] = ones([1]) }, new Dictionary<string, Tensor>());
        store.Save(First, Finished, state);
        return store;
    }
}
