using Harness.Data;
using Harness.Data.Images;
using Harness.Data.Manifests;
using Harness.Data.Splits;
using Harness.Data.Transforms;
using Harness.Diagnostics;
using TorchSharp;

namespace Harness.Tests.Data.Pipeline;

public sealed class ImagePipelineTests
{
    private static readonly SplitSettings FirstFifth = new() { Rule = SplitRule.First, Fraction = 0.2 };

    private static DataSettings Settings(int batchSize) => new()
    {
        Split = FirstFifth,
        BatchSize = batchSize,
        Train = [new RandomResizedCropSettings(16), new RandomHorizontalFlipSettings(), NormalizeSettings.ImageNet],
        Valid = [new ResizeSettings(20), new CenterCropSettings(18), NormalizeSettings.ImageNet],
    };

    private static ImagePipeline Open(ImageFolder folder, int batchSize, int workers = 2, long cacheBytes = 1 << 20, int prefetch = 3) =>
        Open(folder, Settings(batchSize), new DecodedImageCache(cacheBytes), workers, prefetch);

    private static ImagePipeline Open(ImageFolder folder, DataSettings settings, DecodedImageCache cache, int workers = 2, int prefetch = 3)
    {
        var manifest = ManifestStore.LoadOrCreate(folder.Manifest, folder.Root, FirstFifth);
        return new ImagePipeline(manifest, settings, new ImagePipelineOptions { Workers = workers, PrefetchBatches = prefetch }, cache);
    }

    private static List<(float[] Images, long[] Labels, IReadOnlyList<int> Indices)> Read(IEnumerable<Batch> batches)
    {
        var read = new List<(float[], long[], IReadOnlyList<int>)>();
        foreach (var batch in batches)
        {
            using (batch) read.Add((batch.Images.data<float>().ToArray(), batch.Targets.data<long>().ToArray(), batch.Indices));
        }
        return read;
    }

    [Fact]
    public void TrainBatches_AnyWorkersAndCache_GivesTheSameBits()
    {
        using var folder = ImageFolder.WithTwoClasses(20);
        var expected = Read(Open(folder, 6, workers: 1, cacheBytes: 0, prefetch: 1).TrainBatches(3, 1));
        foreach (var workers in new[] { 1, 2, 7 })
        {
            foreach (var cacheBytes in new long[] { 0, 20_000, 1 << 20 })
            {
                var pipeline = Open(folder, 6, workers, cacheBytes);
                for (var sharedEpoch = 0; sharedEpoch < 2; sharedEpoch++) AssertSame(expected, Read(pipeline.TrainBatches(3, 1)));
            }
        }
    }

    [Theory]
    [InlineData(12)]
    [InlineData(200)]
    public void TrainBatches_TransformsThatBeginWithResize_GiveTheSameBitsFromTheCacheOfTheSmallerImages(int side)
    {
        using var folder = ImageFolder.WithTwoClasses(20);
        var settings = Settings(6) with { Train = [new ResizeSettings(side), .. Settings(6).Train] };
        var (plain, cache) = (new DecodedImageCache(1 << 24), new DecodedImageCache(1 << 24));
        foreach (var batch in Open(folder, Settings(6), plain).TrainBatches(3, 0)) batch.Dispose();
        var pipeline = Open(folder, settings, cache);
        foreach (var batch in pipeline.TrainBatches(3, 0)) batch.Dispose();

        AssertSame(Read(Open(folder, settings, new DecodedImageCache(0)).TrainBatches(3, 1)), Read(pipeline.TrainBatches(3, 1)));
        // What is larger than its file's image is made again.
        Assert.True(side == 12 ? cache.UsedBytes < plain.UsedBytes : cache.UsedBytes == plain.UsedBytes);
        Assert.Equal(plain.Count, cache.Count);
    }

    [Fact]
    public void TargetTrainBatches_SourceImagesInAFolderCalledTarget_AreOtherImages()
    {
        using ImageFolder source = new(), target = new();
        for (var i = 0; i < 10; i++)
        {
            source.AddPng($"other/{i}.png", 20 + i, 30);
            source.AddPng($"target/foo/{i}.png", 20 + i, 40);
            target.AddPng($"bar/{i}.png", 20 + i, 50);
            target.AddPng($"foo/{i}.png", 20 + i, 60);
        }

        AssertSame(ReadTarget(source, target, cacheBytes: 0), ReadTarget(source, target, cacheBytes: 1 << 24));
    }

    [Fact]
    public void TrainBatches_OneEpoch_HoldsEveryImageOnceWithItsLabel()
    {
        using var folder = ImageFolder.WithTwoClasses(20);
        var pipeline = Open(folder, 6);
        var batches = Read(pipeline.TrainBatches(0, 0));
        Assert.Equal(Enumerable.Range(0, 32), batches.SelectMany(batch => batch.Indices).Order());
        Assert.Equal([6, 6, 6, 6, 6, 2], batches.Select(batch => batch.Indices.Count));
        Assert.Equal(6, pipeline.TrainBatchCount);
        // In the order of paths, the 16 daisies come first.
        Assert.All(batches, batch => Assert.Equal(batch.Indices.Select(index => index < 16 ? 0L : 1L), batch.Labels));
    }

    [Fact]
    public void TrainBatches_OtherEpochOrSeed_HasAnotherOrder()
    {
        using var folder = ImageFolder.WithTwoClasses(20);
        var pipeline = Open(folder, 64);
        var first = Read(pipeline.TrainBatches(0, 0)).Single();
        Assert.NotEqual(first.Indices, Read(pipeline.TrainBatches(0, 1)).Single().Indices);
        Assert.NotEqual(first.Indices, Read(pipeline.TrainBatches(1, 0)).Single().Indices);
    }

    [Theory]
    [InlineData(31, 1, 31)]
    [InlineData(32, 0, 32)]
    [InlineData(30, 0, 32)]
    [InlineData(1, 0, 32)]
    public void TrainBatches_LastBatchOfOneImage_IsLeftOut(int batchSize, int leftOut, int images)
    {
        using var folder = ImageFolder.WithTwoClasses(20);
        var pipeline = Open(folder, batchSize);
        Assert.Equal((leftOut, images), (pipeline.TrainImagesLeftOut, pipeline.TrainImageCount));
        Assert.Equal(images, Read(pipeline.TrainBatches(0, 0)).Sum(batch => batch.Indices.Count));
    }

    [Fact]
    public void TrainBatches_LargestBatchSize_GivesAllImagesInOne()
    {
        using var folder = ImageFolder.WithTwoClasses(20);
        var pipeline = Open(folder, int.MaxValue);
        Assert.Equal((1, 1), (pipeline.TrainBatchCount, pipeline.ValidBatchCount));
        Assert.Equal(32, Read(pipeline.TrainBatches(0, 0)).Single().Indices.Count);
    }

    [Fact]
    public void ValidBatches_LastBatchOfOneImage_IsKept()
    {
        using var folder = ImageFolder.WithTwoClasses(20);
        var pipeline = Open(folder, 7);
        var batches = Read(pipeline.ValidBatches());
        Assert.Equal([7, 1], batches.Select(batch => batch.Indices.Count));
        Assert.Equal(Enumerable.Range(0, 8), batches.SelectMany(batch => batch.Indices));
        Assert.Equal(2, pipeline.ValidBatchCount);
    }

    [Fact]
    public void Batches_Layout_IsChannelsLast()
    {
        using var folder = ImageFolder.WithTwoClasses(20);
        using var batch = Open(folder, 8).ValidBatches().First();
        Assert.Equal([8, 3, 18, 18], batch.Images.shape);
        Assert.Equal([18 * 18 * 3, 1, 18 * 3, 3], batch.Images.stride());
        Assert.Equal(torch.ScalarType.Float32, batch.Images.dtype);
        Assert.Equal([8], batch.Targets.shape);
        Assert.Equal(torch.ScalarType.Int64, batch.Targets.dtype);
    }

    [Fact]
    public void Batches_InsideAScopeOfTheConsumer_OutliveIt()
    {
        using var folder = ImageFolder.WithTwoClasses(20);
        using var batches = Open(folder, 2).TrainBatches(0, 0).GetEnumerator();
        Batch first;
        using (torch.NewDisposeScope())
        {
            Assert.True(batches.MoveNext());
            first = batches.Current;
        }
        Assert.False(first.Images.IsInvalid);
        Assert.False(first.Targets.IsInvalid);
        first.Dispose();
        using (torch.NewDisposeScope()) Assert.True(batches.MoveNext());
        batches.Current.Dispose();
    }

    [Fact]
    public void TrainBatches_FileVanishesDuringTheRun_NamesIt()
    {
        using var folder = ImageFolder.WithTwoClasses(20);
        var pipeline = Open(folder, 6, cacheBytes: 0);
        File.Delete(folder.PathOf("rose/010.png"));
        var exception = Assert.Throws<HarnessException>(() => Read(pipeline.TrainBatches(0, 0)));
        Assert.Contains("rose/010.png' vanished", exception.Message);
        Assert.NotNull(exception.Remedy);
    }

    [Fact]
    public void TrainBatches_FileDamagedDuringTheRun_NamesIt()
    {
        using var folder = ImageFolder.WithTwoClasses(20);
        var pipeline = Open(folder, 6, cacheBytes: 0);
        folder.Add("rose/010.png", [1, 2, 3]);
        Assert.Contains("rose/010.png' cannot be used", Assert.Throws<HarnessException>(() => Read(pipeline.TrainBatches(0, 0))).Message);
    }

    [Fact]
    public void TrainBatches_ImageThatWouldBecomeGigabytes_IsNamed()
    {
        using var folder = ImageFolder.WithTwoClasses(20);
        folder.AddPng("rose/long.png", 1, 5000);
        var settings = Settings(6) with { Train = [new ResizeSettings(448), .. Settings(6).Train] };

        var exception = Assert.Throws<HarnessException>(() => Read(Open(folder, settings, new DecodedImageCache(0)).TrainBatches(0, 0)));

        Assert.Contains("rose/long.png' cannot be transformed: it is too elongated for 'resize: 448'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("suite", exception.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void TrainBatches_Canceled_Throws()
    {
        using var folder = ImageFolder.WithTwoClasses(20);
        using var cancellation = new CancellationTokenSource();
        using var batches = Open(folder, 2).TrainBatches(0, 0, cancellation.Token).GetEnumerator();
        Assert.True(batches.MoveNext());
        batches.Current.Dispose();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => batches.MoveNext());
    }

    [Fact]
    public void Constructor_BatchSizeZero_Throws()
    {
        using var folder = ImageFolder.WithTwoClasses(5);
        Assert.Contains("batch size is 0", Assert.Throws<HarnessException>(() => Open(folder, 0)).Message);
    }

    // After the images of the source, which the cache then has.
    private static List<(float[] Images, long[] Labels, IReadOnlyList<int> Indices)> ReadTarget(ImageFolder source, ImageFolder target, long cacheBytes)
    {
        var settings = Settings(6) with { Target = new TargetSettings { Transforms = [] } };
        var images = ManifestStore.LoadOrCreate(source.Manifest, source.Root, FirstFifth);
        var targetImages = ManifestStore.LoadOrCreate(target.Manifest, target.Root, FirstFifth);
        var pipeline = new ImagePipeline(images, settings, cache: new DecodedImageCache(cacheBytes), target: targetImages);
        foreach (var batch in pipeline.TrainBatches(3, 0)) batch.Dispose();
        return Read(pipeline.TargetTrainBatches(3, 0));
    }

    private static void AssertSame(
        List<(float[] Images, long[] Labels, IReadOnlyList<int> Indices)> expected,
        List<(float[] Images, long[] Labels, IReadOnlyList<int> Indices)> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i].Indices, actual[i].Indices);
            Assert.Equal(expected[i].Labels, actual[i].Labels);
            Assert.True(expected[i].Images.AsSpan().SequenceEqual(actual[i].Images));
        }
    }
}
