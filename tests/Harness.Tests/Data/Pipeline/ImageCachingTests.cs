using Harness.Data;
using Harness.Data.Images;
using Harness.Data.Manifests;
using Harness.Data.Splits;
using Harness.Data.Transforms;

namespace Harness.Tests.Data.Pipeline;

/// <summary>What is kept between epochs, and that results do not depend on it.</summary>
public sealed class ImageCachingTests
{
    private static readonly SplitSettings Half = new() { Rule = SplitRule.First, Fraction = 0.5 };
    private static readonly TransformSettings[] Reducing = [new ResizeSettings(40), new CenterCropSettings(32), NormalizeSettings.ImageNet];
    private static readonly TransformSettings[] Enlarging = [new ResizeSettings(300), new CenterCropSettings(250), NormalizeSettings.ImageNet];

    private static readonly TransformSettings[] Random =
        [new RandomResizedCropSettings(16, 0.5), new RandomHorizontalFlipSettings(), NormalizeSettings.ImageNet];

    private static ImagePipeline Open(ImageFolder folder, DecodedImageCache cache, TransformSettings[] valid, bool checkedIntoCache = false, TransformSettings[]? train = null)
    {
        if (checkedIntoCache && File.Exists(folder.Manifest)) File.Delete(folder.Manifest);
        train ??= Random;
        var kept = checkedIntoCache ? new CheckedImages(cache, new(train), new(valid)) : null;
        var manifest = ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, Half, kept: kept);
        var settings = new DataSettings { Split = Half, BatchSize = 4, Train = train, Valid = valid };
        return new ImagePipeline(manifest, settings, new ImagePipelineOptions { Workers = 2 }, cache);
    }

    private static float[] Epoch(ImagePipeline pipeline, int epoch)
    {
        var values = new List<float>();
        foreach (var batch in pipeline.TrainBatches(0, epoch).Concat(pipeline.ValidBatches()))
        {
            using (batch) values.AddRange(batch.Images.data<float>());
        }
        return [.. values];
    }

    [Fact]
    public void Epochs_AnyCache_GiveTheSameBits()
    {
        using var folder = ImageFolder.WithJpegs(6, 200, 150);
        foreach (var valid in new[] { Reducing, Enlarging })
        {
            var uncached = Open(folder, new DecodedImageCache(0), valid);
            var expected = new[] { Epoch(uncached, 0), Epoch(uncached, 1) };
            foreach (var budget in new[] { 5_000, 200_000, 1 << 24 })
            {
                foreach (var checkedIntoCache in new[] { false, true })
                {
                    var pipeline = Open(folder, new DecodedImageCache(budget), valid, checkedIntoCache);
                    for (var epoch = 0; epoch < 2; epoch++) Assert.True(expected[epoch].AsSpan().SequenceEqual(Epoch(pipeline, epoch)));
                }
            }
        }
    }

    [Fact]
    public void Epochs_AfterTheFirst_ReadNoFile()
    {
        using var folder = ImageFolder.WithJpegs(6, 200, 150);
        foreach (var valid in new[] { Reducing, Enlarging })
        {
            var cache = new DecodedImageCache(1 << 24);
            var pipeline = Open(folder, cache, valid);
            var first = Epoch(pipeline, 0);
            Assert.Equal(12, cache.Count);
            var away = folder.Root + "-away";
            Directory.Move(folder.Root, away);
            Assert.True(first.AsSpan().SequenceEqual(Epoch(pipeline, 0)));
            Assert.NotEqual(first, Epoch(pipeline, 1));
            Directory.Move(away, folder.Root);
        }
    }

    [Fact]
    public void Epochs_LargeImagesThatTheCheckReduced_ReadNoFileAtAll()
    {
        using var folder = ImageFolder.WithJpegs(6, 200, 150);
        TransformSettings[] train = [new ResizeSettings(40), .. Random];
        var expected = Epoch(Open(folder, new DecodedImageCache(0), Reducing, train: train), 0);
        // Less than two of the images, of 90,000 bytes each; more than all of their two reduced forms, of 53 x 40 and 32 x 32 pixels.
        var cache = new DecodedImageCache(130_000);
        var pipeline = Open(folder, cache, Reducing, checkedIntoCache: true, train);
        // One form of each is left.
        Assert.Equal(12, cache.Count);
        Assert.InRange(cache.UsedBytes, 6 * 32 * 32 * 3, 60_000);
        Directory.Delete(folder.Root, recursive: true);
        Assert.True(expected.AsSpan().SequenceEqual(Epoch(pipeline, 0)));
    }

    [Fact]
    public void Epochs_CacheFilledByTheCheck_ReadNoFileAtAll()
    {
        using var folder = ImageFolder.WithJpegs(6, 200, 150);
        var pipeline = Open(folder, new DecodedImageCache(1 << 24), Reducing, checkedIntoCache: true);
        Directory.Delete(folder.Root, recursive: true);
        Assert.NotEmpty(Epoch(pipeline, 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ValidBatches_NothingRandom_KeepTransformedBytesInTheImagesStead(bool checkedIntoCache)
    {
        using var folder = ImageFolder.WithJpegs(6, 200, 150);
        var cache = new DecodedImageCache(1 << 24);
        var pipeline = Open(folder, cache, Reducing, checkedIntoCache);
        foreach (var batch in pipeline.ValidBatches()) batch.Dispose();
        var validBytes = 6 * ((32 * 32 * 3) + RgbImage.Slack);
        var trainBytes = checkedIntoCache ? Enumerable.Range(3, 3).Sum(i => 2 * (((200 + i) * 150 * 3) + RgbImage.Slack)) : 0;
        Assert.Equal(validBytes + trainBytes, cache.UsedBytes);
    }

    [Fact]
    public void ValidBatches_TransformThatEnlarges_KeepTheSmallerImage()
    {
        using var folder = ImageFolder.WithJpegs(6, 100, 90);
        var cache = new DecodedImageCache(1 << 24);
        foreach (var batch in Open(folder, cache, Enlarging).ValidBatches()) batch.Dispose();
        Assert.Equal(2 * Enumerable.Range(0, 3).Sum(i => ((100 + i) * 90 * 3) + RgbImage.Slack), cache.UsedBytes);
    }

    [Fact]
    public void Cache_SharedByOtherTransforms_IsNotMistakenForTheirs()
    {
        using var folder = ImageFolder.WithJpegs(6, 200, 150);
        var cache = new DecodedImageCache(1 << 24);
        TransformSettings[] other = [new ResizeSettings(50), new CenterCropSettings(32), NormalizeSettings.ImageNet];
        var alone = Epoch(Open(folder, new DecodedImageCache(0), other), 0);
        Epoch(Open(folder, cache, Reducing), 0);
        Assert.Equal(alone, Epoch(Open(folder, cache, other), 0));
    }
}
