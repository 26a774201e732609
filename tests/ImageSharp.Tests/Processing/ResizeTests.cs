using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace ImageSharp.Tests.Processing;

public sealed class ResizeTests
{
    // Pillow rounds and clips to bytes between the two directions, which Lanczos' overshoots feel most.
    [Theory]
    [InlineData("triangle", 1)]
    [InlineData("bicubic", 1)]
    [InlineData("lanczos3", 2)]
    [InlineData("box", 1)]
    public void Resize_IsWithinALevelOfPillow(string kernel, int tolerance)
    {
        foreach (var expected in TestImages.Expected("scene.png").Resized!.Where(resized => resized.Kernel == kernel))
        {
            using var image = Scene();
            image.Mutate(context => context.Resize(expected.Width, expected.Height, Sampler(kernel)));
            Assert.InRange(TestImages.LargestDifference(Convert.FromBase64String(expected.Pixels), TestImages.Bytes(image)), 0, tolerance);
        }
    }

    [Theory]
    [InlineData(ResizeMode.Crop, 20, 20, 20, 20)]
    [InlineData(ResizeMode.Pad, 20, 20, 20, 20)]
    [InlineData(ResizeMode.BoxPad, 60, 50, 60, 50)]
    [InlineData(ResizeMode.Max, 20, 20, 20, 16)]
    [InlineData(ResizeMode.Max, 90, 90, 90, 74)]
    [InlineData(ResizeMode.Min, 20, 20, 24, 20)]
    [InlineData(ResizeMode.Min, 60, 20, 45, 37)]
    [InlineData(ResizeMode.Stretch, 20, 30, 20, 30)]
    [InlineData(ResizeMode.Stretch, 0, 74, 90, 74)]
    [InlineData(ResizeMode.Stretch, 15, 0, 15, 12)]
    public void Resize_Mode_DecidesTheSize(ResizeMode mode, int width, int height, int expectedWidth, int expectedHeight)
    {
        using var image = Scene();
        using var resized = image.Clone(context => context.Resize(new ResizeOptions { Mode = mode, Size = new Size(width, height) }));
        Assert.Equal(new Size(expectedWidth, expectedHeight), resized.Size);
        Assert.Equal(new Size(45, 37), image.Size);
    }

    [Fact]
    public void Resize_Crop_KeepsTheMiddleOrTheAnchoredPart()
    {
        using var image = Scene();
        using var whole = image.Clone(static context => context.Resize(24, 20, KnownResamplers.Triangle));
        foreach (var (anchor, offset) in new[] { (AnchorPositionMode.Left, 0), (AnchorPositionMode.Center, 2), (AnchorPositionMode.Right, 4) })
        {
            using var cropped = image.Clone(context => context.Resize(new ResizeOptions
            {
                Size = new Size(20, 20),
                Mode = ResizeMode.Crop,
                Position = anchor,
                Sampler = KnownResamplers.Triangle,
            }));

            // The package rounds the hidden width up to 25 and stretches a little: near, not equal.
            using var expected = whole.Clone(context => context.Crop(new Rectangle(offset, 0, 20, 20)));
            Assert.InRange(MeanDifference(expected, cropped), 0, 12);
        }
    }

    [Fact]
    public void Resize_Pad_FillsTheRest()
    {
        using var image = Scene();
        image.Mutate(static context => context.Resize(new ResizeOptions
        {
            Size = new Size(20, 40),
            Mode = ResizeMode.Pad,
            PadColor = Color.Red,
        }));
        Assert.Equal(new Rgb24(255, 0, 0), image[10, 0]);
        Assert.Equal(new Rgb24(255, 0, 0), image[10, 39]);
        Assert.NotEqual(new Rgb24(255, 0, 0), image[10, 20]);
    }

    [Fact]
    public void Resize_OfAPart_IsTheResizeOfThatCrop()
    {
        var part = new Rectangle(5, 7, 20, 14);
        using var image = Scene();
        using var direct = image.Clone(context =>
            context.Resize(10, 7, KnownResamplers.Bicubic, part, new Rectangle(0, 0, 10, 7), false));
        using var cropped = image.Clone(context => context.Crop(part).Resize(10, 7));
        Assert.Equal(TestImages.Digest(cropped), TestImages.Digest(direct));
    }

    [Fact]
    public void Resize_NearestNeighbor_CopiesPixels()
    {
        using var image = Scene();
        using var doubled = image.Clone(static context => context.Resize(90, 74, KnownResamplers.NearestNeighbor));
        Assert.Equal(image[44, 36], doubled[89, 73]);
        Assert.Equal(image[10, 3], doubled[21, 6]);
    }

    [Fact]
    public void Resize_TransparentPixels_DoNotBleed()
    {
        using var image = new Image<Rgba32>(2, 1);
        image[0, 0] = new Rgba32(200, 100, 50, 255);
        image[1, 0] = new Rgba32(0, 255, 0, 0);
        image.Mutate(static context => context.Resize(1, 1, KnownResamplers.Box));
        Assert.Equal(new Rgba32(200, 100, 50, 128), image[0, 0]);
    }

    [Fact]
    public void Resize_Compand_AveragesLight()
    {
        using var image = new Image<L8>(2, 1);
        image[1, 0] = new L8(255);
        using var values = image.Clone(static context => context.Resize(1, 1, KnownResamplers.Box, false));
        using var light = image.Clone(static context => context.Resize(1, 1, KnownResamplers.Box, true));
        Assert.Equal(128, values[0, 0].PackedValue);
        Assert.Equal(188, light[0, 0].PackedValue);
    }

    [Fact]
    public void Resize_WrongArguments_AreRefused()
    {
        using var image = Scene();
        Assert.Throws<InvalidOperationException>(() => image.Mutate(static context => context.Resize(0, 0)));
        Assert.Throws<ArgumentNullException>(() => image.Mutate(static context => context.Resize((ResizeOptions)null!)));
        Assert.Throws<ArgumentException>(() => image.Mutate(static context => context.Resize(5, 5, new ClassResampler())));
        Assert.Throws<ArgumentException>(() => image.Mutate(static context =>
            context.Resize(5, 5, KnownResamplers.Box, new Rectangle(40, 0, 10, 10), new Rectangle(0, 0, 5, 5), false)));
    }

    private static Image<Rgb24> Scene() => Image.Load<Rgb24>(TestImages.PathOf("scene.png"));

    private static double MeanDifference(Image<Rgb24> left, Image<Rgb24> right)
        => TestImages.Bytes(left).Zip(TestImages.Bytes(right), static (a, b) => Math.Abs(a - b)).Average();

    private static IResampler Sampler(string name) => name switch
    {
        "triangle" => KnownResamplers.Triangle,
        "bicubic" => KnownResamplers.Bicubic,
        "lanczos3" => KnownResamplers.Lanczos3,
        _ => KnownResamplers.Box,
    };

    private sealed class ClassResampler : IResampler
    {
        public float Radius => 1;

        public float GetValue(float x) => 1;
    }
}
