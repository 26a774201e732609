using Harness.Data.Images;

namespace Harness.Tests.Data.Images;

public sealed class ImageDecoderTests
{
    [Fact]
    public void Decode_JpegWithExifOrientation_KeepsThePixelsAsTheyAreStored()
    {
        using var plain = ImageDecoder.Decode(ReferenceData.ReadFile("subsampled.jpg"));
        using var rotated = ImageDecoder.Decode(ReferenceData.ReadFile("rotated-by-exif.jpg"));
        Assert.Equal((plain.Width, plain.Height), (rotated.Width, rotated.Height));
        Assert.Equal(ReferenceData.Hash(plain), ReferenceData.Hash(rotated));
    }

    [Fact]
    public void Decode_NoImage_Throws() => Assert.Throws<ImageContentException>(() => ImageDecoder.Decode("text"u8));

    [Theory]
    [InlineData("subsampled.jpg")]
    [InlineData("progressive.jpg")]
    public void Decode_JpegCutInItsPixels_Throws(string name)
    {
        var file = ReferenceData.ReadFile(name);
        for (var length = 0; length < file.Length - 2; length++) Assert.Throws<ImageContentException>(() => ImageDecoder.Decode(file.AsSpan(0, length)));
    }

    [Fact]
    public void IsDamage_TooLittleMemory_IsNone()
    {
        Assert.False(ImageDecoder.IsDamage(new OutOfMemoryException()));
        Assert.False(ImageDecoder.IsDamage(new InvalidOperationException("cannot be decoded", new InsufficientMemoryException())));
        Assert.True(ImageDecoder.IsDamage(new IndexOutOfRangeException()));
    }

    [Fact]
    public void Decode_PngWithBrokenPixels_Throws() =>
        Assert.Throws<ImageContentException>(() => ImageDecoder.Decode(ReferenceData.ReadFile("small.png").AsSpan(0, 700)));

    [Fact]
    public void Keep_WithinTheBudget_KeepsAndFindsTheSamePixels()
    {
        var cache = new DecodedImageCache(10_000);
        var image = ReferenceData.Pattern(20, 10);
        var hash = ReferenceData.Hash(image);
        using var kept = cache.Keep("a", image);
        Assert.Equal(hash, ReferenceData.Hash(cache.Find("a")!));
        Assert.InRange(cache.UsedBytes, 600, 700);
    }

    [Fact]
    public void Keep_BeyondTheBudget_GivesTheImageBackAndKeepsTheEarlierOne()
    {
        var cache = new DecodedImageCache(700);
        cache.Keep("a", ReferenceData.Pattern(20, 10)).Dispose();
        var second = ReferenceData.Pattern(20, 10);
        using var used = cache.Keep("b", second);
        Assert.Same(second, used);
        Assert.Null(cache.Find("b"));
        Assert.NotNull(cache.Find("a"));
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void Forget_OneForm_LeavesTheOtherAndMakesRoom()
    {
        var cache = new DecodedImageCache(1400);
        cache.Keep("a", ReferenceData.Pattern(20, 10)).Dispose();
        cache.Keep("a", ReferenceData.Pattern(10, 10), "smaller").Dispose();
        cache.Forget("a");
        Assert.Null(cache.Find("a"));
        Assert.Equal(10, cache.Find("a", "smaller")!.Width);
        Assert.InRange(cache.UsedBytes, 300, 400);
        cache.Forget("a");
        Assert.InRange(cache.UsedBytes, 300, 400);
    }

    [Fact]
    public void Keep_SamePathFromManyThreads_CountsItOnce()
    {
        var cache = new DecodedImageCache(1 << 20);
        Parallel.For(0, 100, _ => cache.Keep("a", ReferenceData.Pattern(20, 10)).Dispose());
        Assert.Equal(1, cache.Count);
        Assert.InRange(cache.UsedBytes, 600, 700);
    }

    [Fact]
    public void Dispose_Twice_DoesNotLendTheBufferTwice()
    {
        var image = RgbImage.Rent(50, 50);
        image.Dispose();
        image.Dispose();
        using var first = RgbImage.Rent(50, 50);
        using var second = RgbImage.Rent(50, 50);
        Assert.NotSame(first.Buffer, second.Buffer);
        Assert.Throws<ObjectDisposedException>(() => image.Pixels.Length);
    }
}
