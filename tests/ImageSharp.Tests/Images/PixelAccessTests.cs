using System.Runtime.CompilerServices;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace ImageSharp.Tests.Images;

public sealed class PixelAccessTests
{
    [Fact]
    public void PixelFormats_HaveThePackagesLayout()
    {
        Assert.Equal((3, 4, 1), (Unsafe.SizeOf<Rgb24>(), Unsafe.SizeOf<Rgba32>(), Unsafe.SizeOf<L8>()));
        using var image = Image.LoadPixelData<Rgb24>([1, 2, 3], 1, 1);
        Assert.Equal(new Rgb24(1, 2, 3), image[0, 0]);
    }

    [Fact]
    public void Rows_SingleMemoryAndCopies_ShowTheSamePixels()
    {
        using var image = new Image<Rgb24>(3, 2);
        image.ProcessPixelRows(static accessor =>
        {
            for (var y = 0; y < accessor.Height; y++) accessor.GetRowSpan(y).Fill(new Rgb24((byte)y, 0, 9));
        });
        Assert.True(image.DangerousTryGetSinglePixelMemory(out var memory));
        var bytes = new byte[18];
        image.CopyPixelDataTo(bytes);
        Assert.Equal(6, memory.Length);
        Assert.Equal(new Rgb24(1, 0, 9), memory.Span[3]);
        Assert.Equal([0, 0, 9, 0, 0, 9, 0, 0, 9, 1, 0, 9, 1, 0, 9, 1, 0, 9], bytes);
    }

    [Fact]
    public void ProcessPixelRows_OfTwoImages_SeesBoth()
    {
        using var source = new Image<Rgb24>(2, 1, new Rgb24(1, 2, 3));
        using var target = new Image<L8>(2, 1);
        source.ProcessPixelRows(target, static (from, to) => to.GetRowSpan(0)[1] = new L8(from.GetRowSpan(0)[1].B));
        Assert.Equal([0, 3], TestImages.Bytes(target));
    }

    [Fact]
    public void Access_OutsideOrTooShort_IsRefused()
    {
        using var image = new Image<Rgb24>(3, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => image[3, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => image[0, -1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => image.CopyPixelDataTo(new byte[17]));
        Assert.Throws<ArgumentOutOfRangeException>(() => image.ProcessPixelRows(static accessor => accessor.GetRowSpan(2)));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Image.LoadPixelData<Rgb24>(new byte[17], 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new Image<Rgb24>(0, 2));
    }

    [Fact]
    public void Access_AfterDispose_IsRefused()
    {
        var image = new Image<Rgb24>(3, 2);
        image.Dispose();
        image.Dispose();
        Assert.Equal(3, image.Width);
        Assert.Throws<ObjectDisposedException>(() => image[0, 0]);
        Assert.Throws<ObjectDisposedException>(() => image.CopyPixelDataTo(new byte[18]));
        Assert.Throws<ObjectDisposedException>(() => image.ProcessPixelRows(static _ => { }));
        Assert.Throws<ObjectDisposedException>(() => image.DangerousTryGetSinglePixelMemory(out _));
        Assert.Throws<ObjectDisposedException>(() => image.Clone());
        Assert.Throws<ObjectDisposedException>(() => image.CloneAs<L8>());
        Assert.Throws<ObjectDisposedException>(() => SixLabors.ImageSharp.Processing.ProcessingExtensions.Mutate(image, static _ => { }));
        Assert.Throws<ObjectDisposedException>(() => image.SaveAsPng(new MemoryStream()));
    }

    [Fact]
    public void NewImage_IsBlankAlthoughItsMemoryIsUsedAgain()
    {
        using (new Image<Rgb24>(50, 50, new Rgb24(9, 9, 9)))
        {
        }

        using var image = new Image<Rgb24>(50, 50);
        Assert.All(TestImages.Bytes(image), static value => Assert.Equal(0, value));
    }

    [Fact]
    public void CloneAs_ConvertsColorsAndAlpha()
    {
        using var rgba = new Image<Rgba32>(1, 1, new Rgba32(10, 20, 30, 0));
        using var rgb = rgba.CloneAs<Rgb24>();
        using var back = rgb.CloneAs<Rgba32>();
        Assert.Equal(new Rgb24(10, 20, 30), rgb[0, 0]);
        Assert.Equal(new Rgba32(10, 20, 30, 255), back[0, 0]);
    }

    [Theory]
    [InlineData("#F80", "FF8800FF")]
    [InlineData("1234", "11223344")]
    [InlineData("a0b1c2", "A0B1C2FF")]
    public void Color_ParseHex_ReadsShortAndLongForms(string text, string expected)
    {
        Assert.Equal(expected, Color.ParseHex(text).ToHex());
        Assert.Throws<ArgumentException>(static () => Color.ParseHex("12345"));
    }
}
