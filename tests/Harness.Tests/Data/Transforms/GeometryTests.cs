using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Data.Resampling;
using Harness.Data.Transforms;

namespace Harness.Tests.Data.Transforms;

public sealed class GeometryTests
{
    private sealed record ResizeSizeCase(int Width, int Height, int Size, int[] To);

    private sealed record ResizeCase(int Width, int Height, int[] To, string Sha256);

    private sealed record ResizedCropCase(int Width, int Height, int Top, int Left, int CropHeight, int CropWidth, int Size, bool Flip, string Sha256);

    private sealed record CenterCropCase(int Width, int Height, int Size, string Sha256);

    private sealed record RotationCase(int Width, int Height, double Degrees, string Sha256);

    [Fact]
    public void Resize_OddSizesUpAndDown_GivesTheBytesOfPillow()
    {
        foreach (var item in ReferenceData.Cases<ResizeCase>("resize"))
        {
            using var image = ReferenceData.Pattern(item.Width, item.Height);
            var plan = new ResamplePlan(new(0, 0, item.Width, item.Height), item.To[0], item.To[1], new(0, 0, item.To[0], item.To[1]));
            using var result = Resampler.Resize(image, plan);
            Assert.Equal((item, item.Sha256), (item, ReferenceData.Hash(result)));
        }
    }

    [Fact]
    public void Resize_CropThenResizeThenFlip_GivesTheBytesOfTorchvision()
    {
        foreach (var item in ReferenceData.Cases<ResizedCropCase>("resized_crop"))
        {
            using var image = ReferenceData.Pattern(item.Width, item.Height);
            var crop = new PixelRectangle(item.Left, item.Top, item.CropWidth, item.CropHeight);
            using var result = Resampler.Resize(image, new ResamplePlan(crop, item.Size, item.Size, new(0, 0, item.Size, item.Size), item.Flip));
            Assert.Equal((item, item.Sha256), (item, ReferenceData.Hash(result)));
        }
    }

    [Fact]
    public void Resize_ShorterSide_GivesTheSizesOfTorchvision()
    {
        foreach (var item in ReferenceData.Cases<ResizeSizeCase>("resize_size"))
        {
            var (width, height) = new Resize(new ResizeSettings(item.Size)).OutputSize(item.Width, item.Height);
            Assert.Equal<int[]>(item.To, [width, height]);
        }
    }

    [Fact]
    public void CenterCrop_LargerAndSmallerImages_GivesTheBytesOfTorchvision()
    {
        foreach (var item in ReferenceData.Cases<CenterCropCase>("center_crop"))
        {
            using var image = ReferenceData.Pattern(item.Width, item.Height);
            var random = default(CounterRandom);
            using var result = new CenterCrop(new CenterCropSettings(item.Size)).Apply(image, ref random);
            Assert.Equal((item, item.Sha256), (item, ReferenceData.Hash(result)));
        }
    }

    [Fact]
    public void Rotate_ManyAngles_GivesTheBytesOfPillow()
    {
        foreach (var item in ReferenceData.Cases<RotationCase>("rotation"))
        {
            using var image = ReferenceData.Pattern(item.Width, item.Height);
            using var result = RandomRotation.Rotate(image, item.Degrees);
            Assert.Equal((item, item.Sha256), (item, ReferenceData.Hash(result)));
        }
    }

    [Fact]
    public void Flip_ManyImages_MirrorsHalfOfThem()
    {
        using var image = ReferenceData.Pattern(3, 2);
        var flip = new RandomHorizontalFlip(new RandomHorizontalFlipSettings());
        var mirrored = 0;
        for (var index = 0; index < 4000; index++)
        {
            var random = CounterRandom.Create(1, 0, index, RandomPurpose.Flip);
            var result = flip.Apply(image, ref random);
            if (ReferenceEquals(result, image)) continue;
            using var mirror = result;
            mirrored++;
            Assert.Equal(image.Row(1)[..3].ToArray(), result.Row(1)[6..].ToArray());
            Assert.Equal(image.Row(1)[3..6].ToArray(), result.Row(1)[3..6].ToArray());
        }
        Assert.InRange(mirrored, 1880, 2120);
    }
}
