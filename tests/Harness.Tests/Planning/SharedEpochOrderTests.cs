using Harness.Models;
using Harness.Planning;

namespace Harness.Tests.Planning;

public sealed class SharedEpochOrderTests
{
    [Fact]
    public void Of_HeadsOnOneBackbone_ArePutTogether() =>
        Assert.Equal(["a b"], Of(MadeUpPlans.Node("a"), MadeUpPlans.Node("b")));

    [Fact]
    public void Of_BackbonesThatTrain_StayAloneThoughTheyBeginAlike() =>
        Assert.Equal(["a", "b", "c"], Of(MadeUpPlans.Node("a", trains: true), MadeUpPlans.Node("b", trains: true), MadeUpPlans.Node("c")));

    [Fact]
    public void Of_OtherSeedBackboneBatchNormModeOrEpoch_StayApart()
    {
        var first = MadeUpPlans.Node("a");

        Assert.Equal(["a", "b", "c", "d", "e"], Of(
            first,
            MadeUpPlans.Node("b", seed: 1),
            MadeUpPlans.Node("c", backbone: "other"),
            MadeUpPlans.Node("d", batchNorm: BatchNormMode.Train),
            MadeUpPlans.Node("e", parent: first)));
    }

    [Fact]
    public void Of_TwoTechniques_RunsTheFirstToItsEndBeforeTheSecond()
    {
        var (a, b) = (MadeUpPlans.Node("a1", trains: true), MadeUpPlans.Node("b1", trains: true));

        Assert.Equal(["a1", "a2", "b1", "b2"], Of(a, MadeUpPlans.Node("a2", a, trains: true), b, MadeUpPlans.Node("b2", b, trains: true)));
    }

    [Fact]
    public void Of_SharedSharedEpoch_WaitsForWhatAllItsEpochsStartFrom()
    {
        var (a, b) = (MadeUpPlans.Node("a1", trains: true), MadeUpPlans.Node("b1", trains: true));

        Assert.Equal(["a1", "b1", "a2 b2"], Of(a, MadeUpPlans.Node("a2", a), b, MadeUpPlans.Node("b2", b)));
    }

    [Fact]
    public void Of_MoreHeadsThanASharedEpochHolds_AreSplit()
    {
        var nodes = Enumerable.Range(0, (2 * SharedEpochOrder.MaximumNodes) + 1).Select(number => MadeUpPlans.Node($"{number}")).ToList();

        var sharedEpochs = SharedEpochOrder.Of(nodes);

        Assert.Equal([SharedEpochOrder.MaximumNodes, SharedEpochOrder.MaximumNodes, 1], sharedEpochs.Select(sharedEpoch => sharedEpoch.Nodes.Count));
        Assert.Equal(nodes, sharedEpochs.SelectMany(sharedEpoch => sharedEpoch.Nodes));
    }

    [Fact]
    public void Of_MoreHeadsThanASharedEpochHolds_GoThroughAnEpochTogether()
    {
        var first = Enumerable.Range(0, SharedEpochOrder.MaximumNodes + 1).Select(number => MadeUpPlans.Node($"{number}-1")).ToList();
        var nodes = first.SelectMany(node => new[] { node, MadeUpPlans.Node(node.Key.Replace("-1", "-2"), node) }).ToList();

        Assert.Equal([0, 0, 1, 1], SharedEpochOrder.Of(nodes).Select(sharedEpoch => sharedEpoch.Epoch));
    }

    private static IEnumerable<string> Of(params EpochNode[] nodes) =>
        SharedEpochOrder.Of(nodes).Select(sharedEpoch => string.Join(' ', sharedEpoch.Nodes.Select(node => node.Key)));
}
