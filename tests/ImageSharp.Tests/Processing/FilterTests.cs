using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace ImageSharp.Tests.Processing;

public sealed class FilterTests
{
    private static readonly Rgba32 Start = new(200, 100, 50, 77);

    // Values from the matrices of the W3C's filter effects, computed by hand.
    [Theory]
    [InlineData("brightness", 0.5f, 100, 50, 25)]
    [InlineData("brightness", 2f, 255, 200, 100)]
    [InlineData("contrast", 0f, 128, 128, 128)]
    [InlineData("contrast", 2f, 255, 73, 0)]
    [InlineData("saturate", 0f, 118, 118, 118)]
    [InlineData("saturate", 1f, 200, 100, 50)]
    [InlineData("gray709", 1f, 118, 118, 118)]
    [InlineData("gray601", 1f, 124, 124, 124)]
    public void Filter_OfOneColor_GivesTheKnownColor(string filter, float amount, int red, int green, int blue)
    {
        using var image = new Image<Rgba32>(3, 2, Start);
        image.Mutate(context => _ = filter switch
        {
            "brightness" => context.Brightness(amount),
            "contrast" => context.Contrast(amount),
            "saturate" => context.Saturate(amount),
            "gray709" => context.Grayscale(),
            _ => context.Grayscale(GrayscaleMode.Bt601),
        });
        Assert.Equal(new Rgba32((byte)red, (byte)green, (byte)blue, 77), image[2, 1]);
    }

    [Fact]
    public void GaussianBlur_SpreadsAPointByTheGaussianAndKeepsAPlainImage()
    {
        using var point = new Image<L8>(21, 21);
        point[10, 10] = new L8(255);
        point.Mutate(static context => context.GaussianBlur(1f));
        // 255 / (2π σ²), corrected for sampling the Gaussian at whole pixels.
        Assert.InRange(point[10, 10].PackedValue, 40, 41);
        Assert.Equal(point[9, 10], point[11, 10]);
        Assert.Equal(0, point[0, 0].PackedValue);
        using var plain = new Image<Rgb24>(9, 5, new Rgb24(10, 20, 30));
        plain.Mutate(static context => context.GaussianBlur());
        Assert.Equal(new Rgb24(10, 20, 30), plain[0, 0]);
    }

    [Fact]
    public void Filter_NegativeAmount_IsRefused()
    {
        using var image = new Image<Rgba32>(1, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => image.Mutate(static context => context.Brightness(-1f)));
        Assert.Throws<ArgumentOutOfRangeException>(() => image.Mutate(static context => context.GaussianBlur(0f)));
    }
}
