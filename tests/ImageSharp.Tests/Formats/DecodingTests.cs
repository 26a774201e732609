using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace ImageSharp.Tests.Formats;

public sealed class DecodingTests
{
    public static TheoryData<string> Every => TestImages.Where(static (_, _) => true);

    public static TheoryData<string> WithAlpha => TestImages.Where(static (_, expected) => expected.Rgba is not null);

    public static TheoryData<string> Gray => TestImages.Where(static (_, expected) => expected.Gray is not null);

    [Theory, MemberData(nameof(Every))]
    public void Load_Rgb24_EqualsPillow(string name)
    {
        using var image = Image.Load<Rgb24>(TestImages.Read(name));
        var expected = TestImages.Expected(name);
        Assert.Equal((expected.Width, expected.Height), (image.Width, image.Height));
        Assert.Equal(expected.Rgb, TestImages.Digest(image));
    }

    [Theory, MemberData(nameof(WithAlpha))]
    public void Load_Rgba32_EqualsPillow(string name)
    {
        using var image = Image.Load<Rgba32>(TestImages.Read(name));
        Assert.Equal(TestImages.Expected(name).Rgba, TestImages.Digest(image));
    }

    [Theory, MemberData(nameof(Gray))]
    public void Load_L8_EqualsPillow(string name)
    {
        using var image = Image.Load<L8>(TestImages.Read(name));
        Assert.Equal(TestImages.Expected(name).Gray, TestImages.Digest(image));
    }

    [Fact]
    public void Load_ColorAsL8_IsTheLuminance()
    {
        using var colors = Image.Load<Rgb24>(TestImages.Read("rgb-444.jpg"));
        using var gray = Image.Load<L8>(TestImages.Read("rgb-444.jpg"));
        var color = colors[11, 5];
        Assert.Equal((byte)((0.2126 * color.R) + (0.7152 * color.G) + (0.0722 * color.B) + 0.5), gray[11, 5].PackedValue);
    }

    [Theory, MemberData(nameof(Every))]
    public async Task Load_EveryOverload_GivesTheSamePixels(string name)
    {
        var data = TestImages.Read(name);
        var path = TestImages.PathOf(name);
        var options = new DecoderOptions();
        var expected = TestImages.Expected(name).Rgb;
        using var inside = new MemoryStream([1, 2, 3, .. data]) { Position = 3 };
        List<Image<Rgb24>> images =
        [
            Image.Load<Rgb24>(path), Image.Load<Rgb24>(options, path), Image.Load<Rgb24>(options, data), Image.Load<Rgb24>(inside),
            Image.Load<Rgb24>(options, new OneWayStream(data)), await Image.LoadAsync<Rgb24>(path), await Image.LoadAsync<Rgb24>(new OneWayStream(data)),
            Image.Load(path).CloneAs<Rgb24>(), (await Image.LoadAsync(options, path)).CloneAs<Rgb24>(),
        ];
        Assert.All(images, image => Assert.Equal(expected, TestImages.Digest(image)));
    }

    [Theory]
    [InlineData("gray.jpg", typeof(Rgb24))]
    [InlineData("rgb-420.jpg", typeof(Rgb24))]
    [InlineData("gray-4.png", typeof(L8))]
    [InlineData("rgb-8.png", typeof(Rgb24))]
    [InlineData("rgb-8-transparent.png", typeof(Rgba32))]
    [InlineData("palette-4.png", typeof(Rgba32))]
    [InlineData("rgba-8-interlaced.png", typeof(Rgba32))]
    public void Load_WithoutPixelType_KeepsTheStoredOne(string name, Type pixel)
    {
        using var image = Image.Load(TestImages.PathOf(name));
        Assert.Equal(typeof(Image<>).MakeGenericType(pixel), image.GetType());
    }

    [Theory]
    [InlineData("gray.jpg", "JPEG", 8)]
    [InlineData("cmyk-adobe.jpg", "JPEG", 32)]
    [InlineData("rgba-16.png", "PNG", 64)]
    [InlineData("palette-2.png", "PNG", 2)]
    public void Identify_ReadsSizeFormatAndDepth(string name, string format, int bits)
    {
        var info = Image.Identify(TestImages.PathOf(name));
        var expected = TestImages.Expected(name);
        Assert.Equal(new Size(expected.Width, expected.Height), info.Size);
        Assert.Equal(format, info.Metadata.DecodedImageFormat?.Name);
        Assert.Equal(bits, info.PixelType.BitsPerPixel);
        Assert.Equal(info.Size, Image.Identify(new OneWayStream(TestImages.Read(name))).Size);
    }

    [Fact]
    public void Load_PngNamedJpg_GoesByTheContents()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.jpg");
        File.Copy(TestImages.PathOf("rgba-8.png"), path);
        try
        {
            Assert.Same(PngFormat.Instance, Image.DetectFormat(path));
            using var image = Image.Load<Rgb24>(path);
            Assert.Same(PngFormat.Instance, image.Metadata.DecodedImageFormat);
            Assert.Equal(TestImages.Expected("rgba-8.png").Rgb, TestImages.Digest(image));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void DetectFormat_LeavesTheStreamWhereItWas()
    {
        using var stream = File.OpenRead(TestImages.PathOf("gray.jpg"));
        Assert.Same(JpegFormat.Instance, Image.DetectFormat(stream));
        Assert.Equal(0, stream.Position);
    }
}
