using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace ImageSharp.Tests.Processing;

public sealed class TransformTests
{
    [Fact]
    public void Crop_Inside_KeepsThosePixels()
    {
        using var image = Numbered();
        using var cropped = image.Clone(static context => context.Crop(new Rectangle(1, 1, 2, 1)));
        Assert.Equal([5, 6], TestImages.Bytes(cropped));
        Assert.Equal(4, image.Width);
    }

    [Theory]
    [InlineData(3, 0, 2, 1)]
    [InlineData(0, 2, 1, 2)]
    [InlineData(-1, 0, 2, 2)]
    [InlineData(0, 0, 0, 1)]
    public void Crop_Outside_Throws(int x, int y, int width, int height)
    {
        using var image = Numbered();
        Assert.Throws<ArgumentException>(() => image.Mutate(context => context.Crop(new Rectangle(x, y, width, height))));
        Assert.Equal(new Size(4, 3), image.Size);
    }

    [Theory]
    [InlineData(RotateMode.None, 4, new byte[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 })]
    [InlineData(RotateMode.Rotate90, 3, new byte[] { 8, 4, 0, 9, 5, 1, 10, 6, 2, 11, 7, 3 })]
    [InlineData(RotateMode.Rotate180, 4, new byte[] { 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0 })]
    [InlineData(RotateMode.Rotate270, 3, new byte[] { 3, 7, 11, 2, 6, 10, 1, 5, 9, 0, 4, 8 })]
    public void Rotate_IsClockwise(RotateMode mode, int width, byte[] expected)
    {
        using var image = Numbered();
        image.Mutate(context => context.Rotate(mode));
        Assert.Equal(width, image.Width);
        Assert.Equal(expected, TestImages.Bytes(image));
    }

    [Theory]
    [InlineData(FlipMode.None, new byte[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 })]
    [InlineData(FlipMode.Horizontal, new byte[] { 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8 })]
    [InlineData(FlipMode.Vertical, new byte[] { 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3 })]
    public void Flip_Mirrors(FlipMode mode, byte[] expected)
    {
        using var image = Numbered();
        image.Mutate(context => context.Flip(mode));
        Assert.Equal(expected, TestImages.Bytes(image));
    }

    [Fact]
    public void Pad_CentresOnALargerCanvasAndNeverShrinks()
    {
        using var image = Numbered();
        image.Mutate(static context => context.Pad(6, 2, Color.White));
        Assert.Equal(new Size(6, 3), image.Size);
        Assert.Equal([255, 0, 1, 2, 3, 255, 255, 4, 5, 6, 7, 255, 255, 8, 9, 10, 11, 255], TestImages.Bytes(image));
    }

    [Fact]
    public void Mutate_WithoutPixelType_WorksOnTheImageItself()
    {
        using var typed = Numbered();
        Image image = typed;
        image.Mutate(static context => context.Crop(2, 1));
        using var clone = image.Clone(static context => context.Flip(FlipMode.Horizontal));
        Assert.Equal([0, 1], TestImages.Bytes(typed));
        Assert.Equal([1, 0], TestImages.Bytes((Image<L8>)clone));
    }

    private static Image<L8> Numbered() => Image.LoadPixelData<L8>(Enumerable.Range(0, 12).Select(static i => (byte)i).ToArray(), 4, 3);
}
