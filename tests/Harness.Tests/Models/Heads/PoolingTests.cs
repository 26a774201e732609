using Harness.Models.Heads.Poolings;
using Harness.Models.Weights;
using Harness.Tests.Models.Fixtures;
using static TorchSharp.torch;

namespace Harness.Tests.Models.Heads;

[Collection(TorchCollection.Name)]
public sealed class PoolingTests
{
    [Fact]
    public void Forward_Average_AveragesHeightAndWidth() => Assert.Equal([2.5, 6.5], Pooled(Pooling.Avg));

    [Fact]
    public void Forward_Concat_GivesAveragesThenMaxima() => Assert.Equal([2.5, 6.5, 4, 8], Pooled(Pooling.Concat));

    [Theory]
    [InlineData("avg", 7)]
    [InlineData("concat", 14)]
    public void Features_FollowFromTheChannels(string name, int features) =>
        Assert.Equal(features, (name == "avg" ? Pooling.Avg : Pooling.Concat).Features(7));


    [Fact]
    public void Forward_ConcatOfEqualMaxima_GivesTheGradientToOneOfThem()
    {
        // As PyTorch's AdaptiveMaxPool2d does: 1/4 from the average everywhere, and 1 at one place.
        using var features = zeros(1, 1, 2, 2, requires_grad: true);
        using var pooled = new ConcatPooling().Forward(features);
        using var sum = pooled.sum();
        sum.backward();
        using var gradient = features.grad;
        Assert.Equal([0.25, 0.25, 0.25, 1.25], WeightValues.Of(ModuleWeights.Capture("gradient", gradient!)).Order());
    }

    private static double[] Pooled(Pooling pooling)
    {
        using var features = tensor(new float[] { 1, 2, 3, 4, 5, 6, 7, 8 }, new long[] { 1, 2, 2, 2 });
        using var pooled = pooling.Forward(features);
        Assert.Equal(2, pooled.dim());
        return WeightValues.Of(ModuleWeights.Capture("pooled", pooled));
    }
}
