using Harness.Models;
using Harness.Models.Heads;
using Harness.Models.Heads.Layers;
using Harness.Models.Heads.Poolings;
using Harness.Models.Parameters;
using Harness.Models.Parameters.Selectors;

namespace Harness.Tests.Models.Parameters;

public sealed class SelectorTests
{
    private static readonly IReadOnlyList<ParameterDescription> Parameters = NetworkParameters.Of(
        Experiments.ResNets.Catalog.Describe("resnet18")!,
        new HeadSettings { Pool = Pooling.Concat, Layers = [new LinearLayer(8), new BatchNormLayer(), new ReluLayer(), new LinearLayer(null)] },
        classCount: 5);

    // torchvision's resnet18 has 62 parameters; without fc's weight and bias 60: 20 convolutions and 20 batch norms of two.
    [Theory]
    [InlineData("body", 60)]
    [InlineData("body.batchnorm", 40)]
    [InlineData("body.convolution", 20)]
    [InlineData("head", 6)]
    [InlineData("head.linear", 4)]
    [InlineData("head.batchnorm", 2)]
    [InlineData("head.3", 2)]
    [InlineData("body.layer1", 12)]
    [InlineData("body.layer4", 15)]
    [InlineData("body.layer4.batchnorm", 10)]
    [InlineData("body.layer3.1", 6)]
    [InlineData("body.layer3.0.downsample", 3)]
    [InlineData("body.conv1", 1)]
    [InlineData("body.conv1.weight", 1)]
    [InlineData("body.layer3..", 30)]
    [InlineData("body.layer3.1..", 21)]
    [InlineData("body..layer2", 30)]
    [InlineData("body..conv1", 1)]
    [InlineData("body.layer2..layer3", 30)]
    [InlineData("body.layer2..layer2", 15)]
    [InlineData("head.1..", 4)]
    [InlineData("body.layer*.bn*", 32)]
    [InlineData("body.layer*.bn*.weight", 16)]
    [InlineData("*.bias", 23)]
    [InlineData("body.layer?.0.conv?.weight", 8)]
    [InlineData("body.layer", 0)]
    [InlineData("body.layer3..layer2", 0)]
    public void Matches_Form_CountsAsTorchvisionDoes(string text, int expected) =>
        Assert.Equal(expected, Selector.Parse(text).Matches(Parameters).Count(match => match));

    [Fact]
    public void Matches_RangesThatMeet_CoverTheBackboneOnce()
    {
        foreach (var (before, after) in new[] { ("layer1", "layer2"), ("layer2", "layer3"), ("bn1", "layer1"), ("layer3.0", "layer3.1") })
        {
            var first = Selector.Parse($"body..{before}").Matches(Parameters);
            var second = Selector.Parse($"body.{after}..").Matches(Parameters);
            Assert.Equal(Selector.Parse("body").Matches(Parameters), first.Zip(second, (one, other) => one ^ other));
        }
    }

    [Fact]
    public void Parse_NoSelector_ThrowsWithTheReason()
    {
        var exception = Assert.Throws<FormatException>(() => Selector.Parse("layer4"));
        Assert.Equal("Selector 'layer4' cannot be read: it must begin with 'body' or 'head'. Did you mean 'body.layer4'?.", exception.Message);
    }
}
