using Harness.Planning;

namespace Harness.Tests.Planning;

public sealed class SharedEpochTests
{
    private static readonly SharedEpoch Two = new([MadeUpPlans.Node("a", cost: 1.5), MadeUpPlans.Node("b", cost: 2.5)]);

    [Fact]
    public void Cost_SeveralEpochs_IsThatOfTheDearest() => Assert.Equal(2.5, Two.Cost);

    [Fact]
    public void Only_SomeEpochs_IsTheSharedEpochOfThose()
    {
        var part = Two.Only(node => node.Key == "b")!;

        Assert.Equal(["b"], part.Nodes.Select(node => node.Key));
        Assert.Equal((true, false), (Two.IsShared, part.IsShared));
    }

    [Fact]
    public void Only_NoEpoch_IsNone() => Assert.Null(Two.Only(_ => false));
}
