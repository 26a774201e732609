using Harness.Models.Backbones;
using Harness.Models.Backbones.ResNets;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Harness.Tests.Models.Backbones.ResNets;

[Collection(TorchCollection.Name)]
public sealed class ResNetBackboneTests
{
    [Fact]
    public void CreateBackbone_SameSeed_GivesTheSameBits()
    {
        Assert.Equal(Drawn(5), Drawn(5));
        Assert.NotEqual(Drawn(5), Drawn(6));
    }

    [Fact]
    public void CreateBackbone_Convolutions_HaveChannelsLastStridesAndNoBias()
    {
        using var backbone = new ResNetBackbone(ResNetArchitecture.ResNet18Half);
        var convolutions = backbone.modules().OfType<Conv2d>().ToList();
        Assert.Equal(20, convolutions.Count);
        Assert.All(convolutions, convolution => Assert.Null(convolution.bias));
        Assert.All(convolutions.Where(c => c.kernel_size[0] > 1), c => Assert.Equal(1, c.weight.stride(1)));
        Assert.All(convolutions, c => Assert.True(c.weight.requires_grad));
    }

    [Fact]
    public void CreateBackbone_Bottleneck_HasItsStrideInTheMiddle()
    {
        using var backbone = new ResNetBackbone(ResNetArchitecture.ResNet50);
        var strides = backbone.named_modules().Where(pair => pair.name.StartsWith("layer2.0.conv", StringComparison.Ordinal))
            .OrderBy(pair => pair.name, StringComparer.Ordinal).Select(pair => ((Conv2d)pair.module).stride[0]);
        Assert.Equal([1, 2, 1], strides);
    }

    [Fact]
    public void Forward_Images_AreNeitherChangedNorDisposed()
    {
        using var backbone = new ResNetBackbone(ResNetArchitecture.ResNet18Half);
        using var images = FormulaWeights.Images(2, 3, 32, 32);
        var before = ModuleWeights.Capture("images", images).ReadBytes();
        using var features = backbone.call(images);
        Assert.Equal(before, ModuleWeights.Capture("images", images).ReadBytes());
    }

    [Fact]
    public void Forward_WithGradients_ReachesEveryParameter()
    {
        using var backbone = new ResNetBackbone(ResNetArchitecture.ResNet18Half);
        using var images = FormulaWeights.Images(4, 3, 64, 64);
        using var features = backbone.call(images);
        using var loss = features.sum();
        loss.backward();
        foreach (var (name, parameter) in backbone.named_parameters())
        {
            using var gradient = parameter.grad;
            Assert.False(gradient is null, name);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Forward_ManyTimes_KeepsTheNumberOfLiveTensors(bool gradients)
    {
        using var model = TestModels.Small(TestModels.DeepHead);
        using var images = FormulaWeights.Images(2, 3, 32, 32);
        using var mode = set_grad_enabled(gradients);
        for (var step = 0; step < 2; step++) model.call(images).Dispose();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var step = 0; step < 10; step++) model.call(images).Dispose();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static byte[] Drawn(long seed)
    {
        manual_seed(seed);
        using var backbone = BackboneRegistry.All.Get("resnet18_half").CreateBackbone();
        return [.. ModuleWeights.Capture(backbone).Values.SelectMany(tensor => tensor.ReadBytes())];
    }
}
