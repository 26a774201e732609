using Harness.Planning;

namespace Harness.Tests.Planning;

public sealed class PassTests
{
    private static readonly Pass Two = new([MadeUpPlans.Stage("a", cost: 1.5), MadeUpPlans.Stage("b", cost: 2.5)]);

    [Fact]
    public void Cost_SeveralStages_IsThatOfTheDearest() => Assert.Equal(2.5, Two.Cost);

    [Fact]
    public void HasValidatedBefore_BodyThatStaysAsItIs_FromTheSecondEpochOn()
    {
        var (frozen, trained) = (MadeUpPlans.Stage("a1"), MadeUpPlans.Stage("b1", trains: true));

        Assert.False(new Pass([frozen]).HasValidatedBefore);
        Assert.True(new Pass([MadeUpPlans.Stage("a2", frozen)]).HasValidatedBefore);
        Assert.False(new Pass([MadeUpPlans.Stage("a2", frozen, trains: true)]).HasValidatedBefore);
        Assert.False(new Pass([MadeUpPlans.Stage("b2", trained, body: "b1", trains: true)]).HasValidatedBefore);
        Assert.True(new Pass([MadeUpPlans.Stage("b2", trained, body: "b1")]).HasValidatedBefore);
    }

    [Fact]
    public void Only_SomeStages_IsThePassOfThose()
    {
        var part = Two.Only(stage => stage.Key == "b")!;

        Assert.Equal(["b"], part.Stages.Select(stage => stage.Key));
        Assert.Equal((true, false), (Two.IsShared, part.IsShared));
    }

    [Fact]
    public void Only_NoStage_IsNone() => Assert.Null(Two.Only(_ => false));
}
