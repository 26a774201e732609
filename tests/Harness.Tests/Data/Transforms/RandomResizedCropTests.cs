using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Data.Transforms;

namespace Harness.Tests.Data.Transforms;

public sealed class RandomResizedCropTests
{
    private sealed record Case(int Width, int Height, double[] Scale, double[] Ratio, double[] Draws, int[] Rectangle);

    private struct RecordedNumbers(double[] draws) : IRandomSource
    {
        private int _next;

        public readonly bool IsUsedUp => _next == draws.Length;

        public double NextDouble() => draws[_next++];

        public int NextInt(int bound) => (int)(draws[_next++] * bound);
    }

    private static PixelRectangle[] Crops(int width, int height, int count)
    {
        var transform = new RandomResizedCrop(new RandomResizedCropSettings(8));
        return [.. Enumerable.Range(0, count).Select(index =>
        {
            var random = CounterRandom.Create(11, 0, index, RandomPurpose.Crop);
            return transform.ChooseCrop(width, height, ref random);
        })];
    }

    [Fact]
    public void ChooseCrop_SameNumbersAsTorchvision_GivesTheSameRectangle()
    {
        foreach (var item in ReferenceData.Cases<Case>("crop_rectangle"))
        {
            var settings = new RandomResizedCropSettings(8, item.Scale[0], item.Scale[1], item.Ratio[0], item.Ratio[1]);
            var random = new RecordedNumbers(item.Draws);
            var rectangle = new RandomResizedCrop(settings).ChooseCrop(item.Width, item.Height, ref random);
            Assert.Equal<int[]>(item.Rectangle, [rectangle.Left, rectangle.Top, rectangle.Width, rectangle.Height]);
            Assert.True(random.IsUsedUp);
        }
    }

    [Fact]
    public void ChooseCrop_ManyImages_HasTheDistributionOfTorchvision()
    {
        var crops = Crops(500, 500, 20_000);
        var areas = crops.Select(crop => crop.Width * crop.Height / 250_000.0).ToList();
        var ratios = crops.Select(crop => Math.Log((double)crop.Width / crop.Height)).ToList();
        Assert.All(crops, crop => Assert.True(crop.IsInside(500, 500)));
        Assert.All(areas, area => Assert.InRange(area, 0.078, 1.0));
        Assert.All(ratios, ratio => Assert.InRange(ratio, Math.Log(0.745), Math.Log(1.345)));
        // torchvision: 0.476 and 0.295 in 20,000 crops. Large areas are rarer than uniform ones, since they fit with few ratios.
        Assert.InRange(areas.Average(), 0.469, 0.484);
        Assert.InRange(areas.Count(area => area < 0.31) / 20_000.0, 0.28, 0.31);
        Assert.InRange(ratios.Average(), -0.01, 0.01);
        Assert.InRange(crops.Average(crop => crop.Left + (crop.Width / 2.0)), 247, 253);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 500)]
    [InlineData(500, 1)]
    public void ChooseCrop_ExtremeShape_StaysInside(int width, int height) =>
        Assert.All(Crops(width, height, 200), crop => Assert.True(crop is { Width: >= 1, Height: >= 1 } && crop.IsInside(width, height)));
}
