using Harness.Planning;
using Harness.Results;
using Harness.Storage;
using Harness.Tests.Models.Fixtures;
using Harness.Tests.Planning;
using Harness.Training.State;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Storage;

[Collection(TorchCollection.Name)]
public sealed class MemoryStageStoreTests
{
    private static readonly Stage First = MadeUpPlans.Stage("a1");
    private static readonly StageRecord Finished = StageRecord.Finished(new EpochResult(0, 1, 1, 0.5, 0.5, 1), []);

    [Fact]
    public void LoadState_StagesOfOnePass_ReadItOnceAndThenItIsGone()
    {
        using var store = Store(MadeUpPlans.Stage("a2", First), MadeUpPlans.Stage("b2", First));

        using var read = store.LoadState(First.Key);

        Assert.NotNull(read);
        Assert.Null(store.LoadState(First.Key));
    }

    [Fact]
    public void LoadState_StagesOfTwoPasses_ReadItOnceEach()
    {
        using var store = Store(MadeUpPlans.Stage("a2", First, trains: true), MadeUpPlans.Stage("b2", First, trains: true));

        using var first = store.LoadState(First.Key)!;
        using var second = store.LoadState(First.Key)!;

        Assert.Equal(1, first.Model["head.0.bias"].ToDouble());
        first.Dispose();
        Assert.Equal(1, second.Model["head.0.bias"].ToDouble());
        Assert.Null(store.LoadState(First.Key));
    }

    private static MemoryStageStore Store(Stage a, Stage b)
    {
        var store = new MemoryStageStore(MadeUpPlans.Plan(("A", [First, a]), ("B", [First, b])));
        using var state = new TrainingState(new Dictionary<string, Tensor> { ["head.0.bias"] = ones([1]) }, new Dictionary<string, Tensor>());
        store.Save(First, Finished, state);
        return store;
    }
}
