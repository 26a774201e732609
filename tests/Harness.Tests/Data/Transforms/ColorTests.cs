using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Data.Transforms;

namespace Harness.Tests.Data.Transforms;

public sealed class ColorTests
{
    private sealed record Case(string Image, string Operation, double Factor, string Sha256);

    [Theory]
    [InlineData("brightness")]
    [InlineData("contrast")]
    [InlineData("saturation")]
    [InlineData("hue")]
    public void Adjust_ManyFactors_GivesTheBytesOfPillow(string operation)
    {
        foreach (var item in ReferenceData.Cases<Case>("color").Where(item => item.Operation == operation))
        {
            using var image = item.Image == "cube" ? ReferenceData.Cube() : ReferenceData.Pattern(64, 48);
            Adjust(image, operation, item.Factor);
            Assert.Equal((item, item.Sha256), (item, ReferenceData.Hash(image)));
        }
    }

    [Fact]
    public void Grayscale_AnyPixel_HasTheLumaOfPillowInAllChannels()
    {
        using var image = RgbImage.Rent(2, 1);
        new byte[] { 200, 100, 50, 1, 2, 3 }.CopyTo(image.Pixels);
        var random = CounterRandom.Create(1, 0, 0, RandomPurpose.Color);

        using var result = new Grayscale().Apply(image, ref random);

        // Pillow: (19595 R + 38470 G + 7471 B + 32768) >> 16.
        Assert.Equal([124, 124, 124, 2, 2, 2], result.Pixels.ToArray());
        Assert.Equal(200, image.Pixels[0]);
    }

    [Fact]
    public void Invert_AnyPixel_Is255LessWhatItWas()
    {
        using var image = RgbImage.Rent(2, 1);
        new byte[] { 200, 100, 50, 0, 255, 3 }.CopyTo(image.Pixels);
        var random = CounterRandom.Create(1, 0, 0, RandomPurpose.Color);

        using var result = new Invert().Apply(image, ref random);

        Assert.Equal([55, 155, 205, 255, 0, 252], result.Pixels.ToArray());
        Assert.Equal(200, image.Pixels[0]);
    }

    [Fact]
    public void ColorJitter_AllOff_ChangesNothing()
    {
        using var image = ReferenceData.Pattern(10, 10);
        var random = CounterRandom.Create(1, 0, 0, RandomPurpose.Color);
        using var result = new ColorJitter(new ColorJitterSettings()).Apply(image, ref random);
        Assert.Equal(ReferenceData.Hash(image), ReferenceData.Hash(result));
    }

    [Fact]
    public void ColorJitter_Brightness_DrawsFactorsUniformly()
    {
        using var gray = RgbImage.Rent(1, 1);
        gray.Pixels.Fill(100);
        var jitter = new ColorJitter(new ColorJitterSettings(Brightness: 0.4));
        var values = Enumerable.Range(0, 5000).Select(index =>
        {
            var random = CounterRandom.Create(1, 0, index, RandomPurpose.Color);
            using var result = jitter.Apply(gray, ref random);
            return (int)result.Pixels[0];
        }).ToList();
        Assert.InRange(values.Min(), 60, 61);
        Assert.InRange(values.Max(), 138, 140);
        Assert.InRange(values.Average(), 98.5, 100.5);
    }

    [Fact]
    public void ColorJitter_AllOn_ChangesTheImageAndNotItsArgument()
    {
        using var image = ReferenceData.Pattern(10, 10);
        var before = ReferenceData.Hash(image);
        var random = CounterRandom.Create(1, 0, 0, RandomPurpose.Color);
        using var result = new ColorJitter(new ColorJitterSettings(0.4, 0.4, 0.4, 0.1)).Apply(image, ref random);
        Assert.NotEqual(before, ReferenceData.Hash(result));
        Assert.Equal(before, ReferenceData.Hash(image));
    }

    private static void Adjust(RgbImage image, string operation, double factor)
    {
        if (operation == "brightness") ColorAdjustment.Brightness(image, factor);
        else if (operation == "contrast") ColorAdjustment.Contrast(image, factor);
        else if (operation == "saturation") ColorAdjustment.Saturation(image, factor);
        else HueShift.Apply(image, factor);
    }
}
