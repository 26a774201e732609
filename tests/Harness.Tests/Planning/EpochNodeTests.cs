namespace Harness.Tests.Planning;

public sealed class EpochNodeTests
{
    [Fact]
    public void HasValidatedBefore_BackboneThatStaysAsItIs_FromTheSecondEpochOn()
    {
        var (frozen, trained) = (MadeUpPlans.Node("a1"), MadeUpPlans.Node("b1", trains: true));

        Assert.False(frozen.HasValidatedBefore);
        Assert.True(MadeUpPlans.Node("a2", frozen).HasValidatedBefore);
        Assert.False(MadeUpPlans.Node("a2", frozen, trains: true).HasValidatedBefore);
        Assert.False(MadeUpPlans.Node("b2", trained, backbone: "b1", trains: true).HasValidatedBefore);
        Assert.True(MadeUpPlans.Node("b2", trained, backbone: "b1").HasValidatedBefore);
    }

    [Fact]
    public void HasValidatedBefore_OtherFeaturesInBetween_CountsTheEarlierEpoch()
    {
        var first = MadeUpPlans.Node("a1");
        var other = MadeUpPlans.Node("a2", first, backbone: "other");

        Assert.False(other.HasValidatedBefore);
        Assert.True(MadeUpPlans.Node("a3", other).HasValidatedBefore);
    }
}
