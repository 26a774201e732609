using Harness.Proposals;

namespace Harness.Tests.Proposals;

public sealed class SuiteProposalTests
{
    [Theory]
    [InlineData(15, 8, 10)]
    [InlineData(500, 16, 1)]
    [InlineData(1500, 32, 1)]
    [InlineData(100_000, 64, 1)]
    public void BatchesAndEpochs_FollowTheNumberOfImages(int imagesPerClass, int batchSize, int minimumEpochFactor)
    {
        var proposal = Of(imagesPerClass);

        Assert.Equal((batchSize, minimumEpochFactor), (proposal.BatchSize, proposal.MinimumEpochFactor));
    }

    [Theory]
    [InlineData(15, 1, true)]
    [InlineData(15, 20, false)]
    [InlineData(1500, 1, false)]
    public void Reasons_FewSteps_SayThatMoreAreBetter(int imagesPerClass, int epochFactor, bool areFew)
    {
        var reasons = ProposalReasons.Of(Of(imagesPerClass) with { EpochFactor = epochFactor }, minutes: 2);

        Assert.Equal(areFew, reasons.Any(reason => reason.StartsWith("Steps: each training makes only 6 in this time", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(128, new[] { "resnet18_half 64", "resnet18_half 96", "resnet18_half 128", "resnet18_cntk 128" })]
    [InlineData(28, new[] { "resnet18_half 64" })]
    [InlineData(500, new[] { "resnet18_half 64", "resnet18_half 96", "resnet18_half 128", "resnet18_cntk 128", "resnet18_cntk 224" })]
    public void Ladder_ClimbsToTheSizeOfTheImages(int side, string[] expected) =>
        Assert.Equal(expected, NetworkLadder.For(side, backbone: null, weights: null, isOnGpu: false).Select(choice => $"{choice.Backbone} {choice.Size}"));

    [Theory]
    [InlineData("vit_b_16", null, "vit_b_16 imagenet 224")]
    [InlineData(null, "nuget", "resnet18_cntk nuget 64")]
    [InlineData(null, "imagenet", "resnet18 imagenet 64")]
    [InlineData(null, "resnet34-b627a593", "resnet34 resnet34-b627a593 64")]
    [InlineData("inception_v3", "none", "inception_v3 none 96")]
    public void Ladder_AskedFor_IsOfThatBackbone(string? backbone, string? weights, string expected)
    {
        var first = NetworkLadder.For(500, backbone, weights, isOnGpu: false)[0];

        Assert.Equal(expected, $"{first.Backbone} {first.Weights} {first.Size}");
    }

    private static SuiteProposal Of(int imagesPerClass) => new()
    {
        Survey = new() { Folder = "/x", Root = "/x", Layout = new ClassLayout(), Classes = [new("a", imagesPerClass), new("b", imagesPerClass)], Sizes = new(1, 128, 128, 0, 0.001) },
        Name = "x",
        Network = new("resnet18_half", "none", 64, 1),
    };
}
