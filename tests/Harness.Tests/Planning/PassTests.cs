using Harness.Planning;

namespace Harness.Tests.Planning;

public sealed class PassTests
{
    private static readonly Pass Two = new([MadeUpPlans.Stage("a", cost: 1.5), MadeUpPlans.Stage("b", cost: 2.5)]);

    [Fact]
    public void Cost_SeveralStages_IsThatOfTheDearest() => Assert.Equal(2.5, Two.Cost);

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
