using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;

namespace ImageSharp.Tests.Formats;

public sealed class EncodingTests
{
    [Theory]
    [InlineData("rgb-8.png")]
    [InlineData("rgba-8.png")]
    [InlineData("gray-8.png")]
    public void Png_RoundTrip_IsExactInEveryPixelFormat(string name)
    {
        using var rgb = Image.Load<Rgb24>(TestImages.PathOf(name));
        using var rgba = Image.Load<Rgba32>(TestImages.PathOf(name));
        using var gray = Image.Load<L8>(TestImages.PathOf(name));
        Assert.Equal(TestImages.Digest(rgb), TestImages.Digest(AsPng(rgb)));
        Assert.Equal(TestImages.Digest(rgba), TestImages.Digest(AsPng(rgba)));
        Assert.Equal(TestImages.Digest(gray), TestImages.Digest(AsPng(gray)));
    }

    [Fact]
    public void Png_CompressionLevel_ChangesTheLengthOnly()
    {
        using var image = Image.Load<Rgb24>(TestImages.PathOf("rgb-420.jpg"));
        var stored = Encoded(image, new PngEncoder { CompressionLevel = PngCompressionLevel.NoCompression });
        var packed = Encoded(image, new PngEncoder { CompressionLevel = PngCompressionLevel.BestCompression });
        Assert.True(packed.Length < stored.Length);
        Assert.Equal(TestImages.Digest(Image.Load<Rgb24>(stored)), TestImages.Digest(Image.Load<Rgb24>(packed)));
    }

    [Fact]
    public void Png_ColorType_ConvertsThePixels()
    {
        using var image = Image.Load<Rgba32>(TestImages.PathOf("rgba-8.png"));
        var info = Image.Identify(Encoded(image, new PngEncoder { ColorType = PngColorType.Rgb }));
        Assert.Equal(24, info.PixelType.BitsPerPixel);
        Assert.Throws<NotSupportedException>(() => Encoded(image, new PngEncoder { ColorType = PngColorType.Palette }));
    }

    [Theory]
    [InlineData(JpegEncodingColor.YCbCrRatio444)]
    [InlineData(JpegEncodingColor.YCbCrRatio422)]
    [InlineData(JpegEncodingColor.YCbCrRatio420)]
    public void Jpeg_RoundTrip_EqualsPillows(JpegEncodingColor color)
    {
        using var image = Image.Load<Rgb24>(TestImages.PathOf("scene.png"));
        using var decoded = Image.Load<Rgb24>(Encoded(image, new JpegEncoder { Quality = 90, ColorType = color }));
        Assert.Equal(TestImages.Expected("scene.png").Encoded![color.ToString()], TestImages.Digest(decoded));
    }

    [Theory]
    [InlineData(JpegEncodingColor.Rgb, 4)]
    [InlineData(JpegEncodingColor.YCbCrRatio411, 20)]
    public void Jpeg_RoundTripOfOtherColors_StaysClose(JpegEncodingColor color, int meanTolerance)
    {
        using var image = Image.Load<Rgb24>(TestImages.PathOf("scene.png"));
        using var decoded = Image.Load<Rgb24>(Encoded(image, new JpegEncoder { Quality = 95, ColorType = color }));
        Assert.InRange(MeanDifference(TestImages.Bytes(image), TestImages.Bytes(decoded)), 0, meanTolerance);
        Assert.Throws<NotSupportedException>(() => Encoded(image, new JpegEncoder { ColorType = JpegEncodingColor.Cmyk }));
    }

    [Fact]
    public void Jpeg_Luminance_StoresOneComponent()
    {
        using var image = Image.Load<L8>(TestImages.PathOf("gray.jpg"));
        var data = Encoded(image, new JpegEncoder { Quality = 100, ColorType = JpegEncodingColor.Luminance });
        Assert.Equal(8, Image.Identify(data).PixelType.BitsPerPixel);
        using var decoded = Image.Load<L8>(data);
        Assert.InRange(TestImages.LargestDifference(TestImages.Bytes(image), TestImages.Bytes(decoded)), 0, 3);
    }

    [Fact]
    public void Jpeg_Quality_IsBetween1And100AndChangesTheLength()
    {
        using var image = Image.Load<Rgb24>(TestImages.PathOf("scene.png"));
        Assert.True(Encoded(image, new JpegEncoder { Quality = 10 }).Length < Encoded(image, new JpegEncoder { Quality = 90 }).Length);
        Assert.Equal(Encoded(image, new JpegEncoder { Quality = 75 }), Encoded(image, new JpegEncoder()));
        Assert.Throws<ArgumentException>(static () => new JpegEncoder { Quality = 0 });
        Assert.Throws<ArgumentException>(static () => new JpegEncoder { Quality = 101 });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Save_KeepsTheOrientationUnlessMetadataAreSkipped(bool skip)
    {
        using var image = Image.Load<Rgb24>(TestImages.PathOf("orientation-6-big.jpg"));
        foreach (IImageEncoder encoder in new IImageEncoder[] { new JpegEncoder { SkipMetadata = skip }, new PngEncoder { SkipMetadata = skip } })
        {
            var profile = Image.Identify(Encoded(image, encoder)).Metadata.ExifProfile;
            if (skip)
            {
                Assert.Null(profile);
                continue;
            }

            Assert.True(profile!.TryGetValue(ExifTag.Orientation, out var orientation));
            Assert.Equal(6, orientation!.Value);
        }
    }

    [Fact]
    public async Task Save_ByPath_TakesTheFormatOfTheExtension()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            using var image = Image.Load<Rgb24>(TestImages.PathOf("scene.png"));
            string In(string name) => Path.Combine(folder.FullName, name);
            image.Save(In("a.jpeg"));
            image.SaveAsPng(In("b.dat"));
            image.SaveAsJpeg(In("c.dat"));
            await image.SaveAsync(In("d.png"));
            Assert.Same(JpegFormat.Instance, Image.DetectFormat(In("a.jpeg")));
            Assert.Same(PngFormat.Instance, Image.DetectFormat(In("b.dat")));
            Assert.Same(JpegFormat.Instance, Image.DetectFormat(In("c.dat")));
            Assert.Equal(TestImages.Digest(image), TestImages.Digest(Image.Load<Rgb24>(In("d.png"))));
            Assert.Throws<UnknownImageFormatException>(() => image.Save(In("e.tiff")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Image<TPixel> AsPng<TPixel>(Image<TPixel> image)
        where TPixel : unmanaged, IPixel<TPixel>
        => Image.Load<TPixel>(Encoded(image, new PngEncoder()));

    private static byte[] Encoded(Image image, IImageEncoder encoder)
    {
        using var stream = new MemoryStream();
        image.Save(stream, encoder);
        return stream.ToArray();
    }

    private static double MeanDifference(byte[] left, byte[] right) => left.Zip(right, static (a, b) => Math.Abs(a - b)).Average();
}
