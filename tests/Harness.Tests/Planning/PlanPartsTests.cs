using Harness.Models;
using Harness.Planning;
using static Harness.Tests.Planning.MadeUpPlans;

namespace Harness.Tests.Planning;

public sealed class PlanPartsTests
{
    [Fact]
    public void Cut_TechniquesWithACommonBeginning_StayTogether()
    {
        var common = Node("c1", trains: true);
        var plan = Plan(
            ("A", [common, Node("a2", common, backbone: "c1", trains: true)]),
            ("B", [common, Node("b2", common, backbone: "c1", trains: true)]),
            ("C", [Node("d1", backbone: "x", trains: true)]));

        var parts = PlanParts.Cut(plan, 2);

        Assert.Equal(["c1", "a2", "b2"], parts[0].Nodes.Select(node => node.Key));
        Assert.Equal(["d1"], parts[1].Nodes.Select(node => node.Key));
        Assert.Equal(["A", "B"], parts[0].Runs.Select(run => run.Technique.Name));
        Assert.Equal(2, PlanParts.MaximumOf(plan));
    }

    [Fact]
    public void Cut_HeadsOnOneBackbone_StayTogetherThoughTheyShareNoEpoch()
    {
        var plan = Plan(("A", [Node("a1")]), ("B", [Node("b1", backbone: "other")]), ("C", [Node("c1")]));

        var parts = PlanParts.Cut(plan, 2);

        Assert.Equal(["a1", "c1"], parts[0].Nodes.Select(node => node.Key));
        Assert.Equal(2, Assert.Single(parts[0].SharedEpochs).Nodes.Count);
        Assert.Equal(["b1"], parts[1].Nodes.Select(node => node.Key));
    }

    // What begins apart can meet on one backbone later, and is trained in one pass from there on.
    [Fact]
    public void Cut_PiecesThatMeetLater_AreOne()
    {
        var (a, b) = (Node("a1", batchNorm: BatchNormMode.Train), Node("b1"));
        var plan = Plan(("A", [a, Node("a2", a)]), ("B", [b, Node("b2", b)]));

        Assert.Equal(2, plan.SharedEpochs.Count(sharedEpoch => sharedEpoch.Epoch == 0));
        Assert.Single(plan.SharedEpochs, sharedEpoch => sharedEpoch.Epoch == 1);
        Assert.Equal(1, PlanParts.MaximumOf(plan));
    }

    [Fact]
    public void Cut_MorePartsThanPieces_LeavesTheLastOnesEmpty()
    {
        var plan = Plan(("A", [Node("a1", trains: true)]), ("B", [Node("b1", trains: true)]));

        var parts = PlanParts.Cut(plan, 4);

        Assert.Equal([1, 1, 0, 0], parts.Select(part => part.Nodes.Count));
        Assert.All(parts.Skip(2), part => Assert.Empty(part.Runs.Concat<object>(part.SharedEpochs)));
    }

    // The longest of ten pieces is a tenth of them: no part can be more than a piece above the mean.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Cut_AnyNumber_HasEveryEpochOnceAndAboutEqualWork(int count)
    {
        var plan = Plan([.. Enumerable.Range(0, 40).Select(i => ($"T{i}", Chain(i)))]);

        var parts = PlanParts.Cut(plan, count);

        Assert.Equal(plan.Nodes.Select(node => node.Key).Order(), parts.SelectMany(part => part.Nodes).Select(node => node.Key).Order());
        Assert.Equal(plan.Runs.Count, parts.Sum(part => part.Runs.Count));
        Assert.All(parts, part => Assert.All(part.Nodes, node => Assert.True(node.Parent is null || part.Nodes.Contains(node.Parent))));
        var mean = Work(plan) / count;
        Assert.All(parts, part => Assert.InRange(Work(part), 0.85 * mean, 1.15 * mean));

        static double Work(Plan plan) => plan.SharedEpochs.Sum(sharedEpoch => sharedEpoch.Work);
    }

    [Fact]
    public void Cut_Again_IsTheSame()
    {
        var plan = Plan([.. Enumerable.Range(0, 40).Select(i => ($"T{i}", Chain(i)))]);

        Assert.Equal(PlanParts.Cut(plan, 5).Select(Keys), PlanParts.Cut(plan, 5).Select(Keys));

        static string Keys(Plan part) => string.Join(' ', part.Nodes.Select(node => node.Key));
    }

    [Fact]
    public void Cut_ALongTraining_TakesNoTime()
    {
        var nodes = new List<EpochNode> { Node("0", trains: true) };
        for (var i = 1; i < 5000; i++) nodes.Add(nodes[^1] with { Key = $"{i}", Parent = nodes[^1] });

        Assert.Equal(5000, PlanParts.Cut(Plan(("A", [.. nodes])), 3)[0].Nodes.Count);
    }

    private static EpochNode[] Chain(int number)
    {
        var nodes = new List<EpochNode> { Node($"{number}-1", trains: true, cost: 1 + (number % 3)) };
        for (var i = 2; i <= 1 + (number % 4); i++) nodes.Add(Node($"{number}-{i}", nodes[^1], trains: true, cost: 1 + (number % 3)));
        return [.. nodes];
    }
}
