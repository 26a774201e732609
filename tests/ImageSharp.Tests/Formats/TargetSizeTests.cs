using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace ImageSharp.Tests.Formats;

public sealed class TargetSizeTests
{
    public static TheoryData<string> Reduced => TestImages.Where(static (_, expected) => expected.Reduced is not null);

    [Theory, MemberData(nameof(Reduced))]
    public void IdctOnly_EqualsPillowsDraftMode(string name)
    {
        var expected = TestImages.Expected(name);
        foreach (var (denominator, digest) in expected.Reduced!)
        {
            var divisor = int.Parse(denominator);
            var size = new Size((expected.Width + divisor - 1) / divisor, (expected.Height + divisor - 1) / divisor);
            using var image = Decode(name, JpegDecoderResizeMode.IdctOnly, size);
            Assert.Equal(size, image.Size);
            Assert.Equal(digest, TestImages.Digest(image));
        }
    }

    [Fact]
    public void IdctOnly_NeverFallsBelowTheTarget()
    {
        using var image = Decode("rgb-420.jpg", JpegDecoderResizeMode.IdctOnly, new Size(24, 10));
        Assert.Equal(new Size(45, 37), image.Size);
    }

    [Fact]
    public void Combined_IsTheReducedImageThenTheSampler()
    {
        using var combined = Decode("rgb-420.jpg", JpegDecoderResizeMode.Combined, new Size(15, 15));
        using var expected = Decode("rgb-420.jpg", JpegDecoderResizeMode.IdctOnly, new Size(15, 15));
        Assert.Equal(new Size(23, 19), expected.Size);
        expected.Mutate(static context => context.Resize(new ResizeOptions
        {
            Size = new Size(15, 15),
            Mode = ResizeMode.Max,
            Sampler = KnownResamplers.Box,
        }));
        Assert.Equal(new Size(15, 12), combined.Size);
        Assert.Equal(TestImages.Digest(expected), TestImages.Digest(combined));
    }

    [Fact]
    public void ScaleOnly_IsTheFullImageThenTheSampler()
    {
        using var scaled = Decode("rgb-420.jpg", JpegDecoderResizeMode.ScaleOnly, new Size(15, 15));
        using var expected = Image.Load<Rgb24>(TestImages.PathOf("rgb-420.jpg"));
        expected.Mutate(static context => context.Resize(15, 12, KnownResamplers.Box));
        Assert.Equal(TestImages.Digest(expected), TestImages.Digest(scaled));
    }

    [Theory]
    [InlineData(90, 90, 90, 74)]
    [InlineData(45, 10, 45, 37)]
    [InlineData(100, 37, 45, 37)]
    public void TargetSize_EnlargesTooButNotWhereOneSideFitsAlready(int width, int height, int expectedWidth, int expectedHeight)
    {
        var options = new DecoderOptions { TargetSize = new Size(width, height) };
        using var jpeg = Image.Load<Rgb24>(options, TestImages.PathOf("rgb-420.jpg"));
        using var png = Image.Load<Rgb24>(options, TestImages.PathOf("scene.png"));
        Assert.Equal(new Size(expectedWidth, expectedHeight), jpeg.Size);
        Assert.Equal(new Size(expectedWidth, expectedHeight), png.Size);
    }

    private static Image<Rgb24> Decode(string name, JpegDecoderResizeMode mode, Size target)
    {
        var options = new JpegDecoderOptions { ResizeMode = mode, GeneralOptions = new DecoderOptions { TargetSize = target } };
        using var stream = File.OpenRead(TestImages.PathOf(name));
        return JpegDecoder.Instance.Decode<Rgb24>(options, stream);
    }
}
