using System.Runtime.InteropServices;
using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Data.Transforms;
using Harness.Diagnostics;
using Harness.TestSupport;

namespace Harness.Tests.Data.Transforms;

public sealed class TransformPipelineTests
{
    private static readonly NormalizeSettings Normalize = NormalizeSettings.ImageNet;

    private sealed record ValidCase(string Path, int Resize, int Crop, string Decoded, string Bytes, string Floats, float[] First);

    private static float[] Apply(TransformPipeline pipeline, RgbImage image, long seed = 0, int epoch = 0, long index = 0)
    {
        var result = new float[pipeline.ValuesPerImage];
        pipeline.Apply(image, seed, epoch, index, result);
        return result;
    }

    private static void ComparesEqual(string root, ValidCase item)
    {
        using var image = ImageDecoder.Decode(File.ReadAllBytes(Path.Combine(root, item.Path)));
        Assert.Equal((item.Path, item.Decoded), (item.Path, ReferenceData.Hash(image)));

        var random = default(CounterRandom);
        using var resized = new Resize(new ResizeSettings(item.Resize)).Apply(image, ref random);
        using var cropped = new CenterCrop(new CenterCropSettings(item.Crop)).Apply(resized, ref random);
        Assert.Equal((item.Path, item.Bytes), (item.Path, ReferenceData.Hash(cropped)));

        var pipeline = new TransformPipeline([new ResizeSettings(item.Resize), new CenterCropSettings(item.Crop), Normalize]);
        var floats = Apply(pipeline, image);
        Assert.Equal(item.First, floats[..6]);
        Assert.Equal((item.Path, item.Floats), (item.Path, ReferenceData.Hash(MemoryMarshal.AsBytes<float>(floats))));
    }

    [Fact]
    public void Apply_ValidationOfSmallFiles_GivesTheBitsOfTorchvision()
    {
        foreach (var item in ReferenceData.Cases<ValidCase>("valid")) ComparesEqual(ReferenceData.Folder, item);
    }

    [SkippableFact]
    public void Apply_ValidationOfFlowers_GivesTheBitsOfTorchvision()
    {
        var root = SharedFolder.Find("data", "flowers");
        Skip.If(root is null, SharedFolder.Missing);
        foreach (var item in ReferenceData.Cases<ValidCase>("flowers")) ComparesEqual(root, item);
    }

    public static TheoryData<TransformSettings[]> FusedLists => new(
        [new RandomResizedCropSettings(31), Normalize],
        [new RandomResizedCropSettings(32), new RandomHorizontalFlipSettings(), Normalize],
        [new ResizeSettings(40), new CenterCropSettings(33), Normalize],
        [new ResizeSettings(40), new CenterCropSettings(33), new RandomHorizontalFlipSettings(), Normalize],
        [new ResizeSettings(20), new CenterCropSettings(33), Normalize]);

    [Theory]
    [MemberData(nameof(FusedLists))]
    public void Apply_OneSharedEpochOrStepByStep_GivesTheSameBits(TransformSettings[] settings)
    {
        var fused = new TransformPipeline(settings);
        var stepwise = new TransformPipeline(settings, isFused: false);
        foreach (var (width, height) in new[] { (1, 1), (33, 57), (64, 64), (129, 17), (300, 201) })
        {
            using var image = ReferenceData.Pattern(width, height);
            for (var index = 0; index < 20; index++)
                Assert.Equal(Apply(stepwise, image, seed: 5, epoch: 2, index), Apply(fused, image, seed: 5, epoch: 2, index));
        }
    }

    public static TheoryData<TransformSettings[]> ListsThatBeginFixed => new(
        [new ResizeSettings(48), new RandomResizedCropSettings(24), new RandomHorizontalFlipSettings(), Normalize],
        [new ResizeSettings(48), new CenterCropSettings(40), new RandomHorizontalFlipSettings(), Normalize],
        [new ResizeSettings(48), new RandomRotationSettings(15), new CenterCropSettings(20), new RandomRotationSettings(15), Normalize],
        [new ResizeSettings(40), new CenterCropSettings(33), Normalize],
        [new ResizeSettings(20), new CenterCropSettings(33), Normalize],
        [new CenterCropSettings(33), new ResizeSettings(16), Normalize],
        [new CenterCropSettings(57), Normalize]);

    [Theory]
    [MemberData(nameof(ListsThatBeginFixed))]
    public void Prepare_ThenComplete_GivesTheSameBits(TransformSettings[] settings)
    {
        var pipeline = new TransformPipeline(settings);
        Assert.True(pipeline.BeginsFixed);
        foreach (var (width, height) in new[] { (1, 1), (33, 57), (40, 40), (57, 57), (129, 17), (300, 201) })
        {
            using var image = ReferenceData.Pattern(width, height);
            using var prepared = pipeline.Prepare(image);
            var actual = new float[pipeline.ValuesPerImage];
            pipeline.Complete(prepared, seed: 3, epoch: 1, index: 4, actual);
            Assert.Equal(Apply(pipeline, image, seed: 3, epoch: 1, index: 4), actual);
        }
    }

    [Fact]
    public void Prepare_ListThatChangesNothing_GivesACopy()
    {
        var pipeline = new TransformPipeline([new CenterCropSettings(20), new ResizeSettings(20), Normalize]);
        using var image = ReferenceData.Pattern(20, 20);
        using var prepared = pipeline.Prepare(image);
        Assert.NotSame(image, prepared);
        Assert.Equal(ReferenceData.Hash(image), ReferenceData.Hash(prepared));
    }

    [Fact]
    public void Apply_ImageThatWouldBecomeGigabytes_IsRefusedUnlessOnlyItsCenterIsMade()
    {
        using var image = ReferenceData.Pattern(1, 5000);

        var error = Assert.Throws<ImageContentException>(() => Apply(new([new ResizeSettings(448), new GrayscaleSettings(), new CenterCropSettings(224), Normalize]), image));

        Assert.StartsWith("is too elongated for 'resize: 448': its 1 × 5000 pixels would become 448 × 2240000", error.Message, StringComparison.Ordinal);
        Assert.Equal(224 * 224 * 3, Apply(new([new ResizeSettings(448), new CenterCropSettings(224), Normalize]), image).Length);
    }

    [Fact]
    public void BeginsFixed_ListThatBeginsAtRandom_IsFalse() =>
        Assert.False(new TransformPipeline([new RandomResizedCropSettings(24), new CenterCropSettings(20), Normalize]).BeginsFixed);

    [Fact]
    public void Apply_AllTransforms_DependsOnTheKeyAlone()
    {
        var pipeline = new TransformPipeline([
            new RandomResizedCropSettings(24, 0.8), new RandomRotationSettings(15), new RandomHorizontalFlipSettings(),
            new ColorJitterSettings(0.2, 0.2, 0.2, 0.1), new RandomRotationSettings(15), new CenterCropSettings(20), Normalize]);
        using var image = ReferenceData.Pattern(50, 40);
        var first = Apply(pipeline, image, seed: 1, epoch: 1, index: 1);
        Assert.Equal(20, pipeline.ImageSize);
        Assert.NotEqual(first, Apply(pipeline, image, seed: 2, epoch: 1, index: 1));
        Assert.NotEqual(first, Apply(pipeline, image, seed: 1, epoch: 2, index: 1));
        Assert.NotEqual(first, Apply(pipeline, image, seed: 1, epoch: 1, index: 2));
        Assert.Equal(first, Apply(pipeline, image, seed: 1, epoch: 1, index: 1));
    }

    [Fact]
    public void Apply_OneTransformOfAKindMore_LeavesTheOthersRandomNumbers()
    {
        using var image = ReferenceData.Pattern(50, 40);
        var alone = new TransformPipeline([new RandomResizedCropSettings(24), Normalize]);
        var withMore = new TransformPipeline([new RandomRotationSettings(0), new RandomResizedCropSettings(24), new RandomRotationSettings(0), Normalize]);
        Assert.Equal(Apply(alone, image, seed: 9), Apply(withMore, image, seed: 9));
    }

    [Theory]
    [MemberData(nameof(BadLists))]
    public void Constructor_BadList_SaysWhatIsWrong(TransformSettings[] settings, string expected)
    {
        var exception = Assert.Throws<HarnessException>(() => new TransformPipeline(settings));
        Assert.Contains(expected, exception.Message);
        Assert.NotNull(exception.Remedy);
    }

    public static TheoryData<TransformSettings[], string> BadLists => new()
    {
        { [], "'normalize' exactly once" },
        { [new CenterCropSettings(8)], "'normalize' exactly once" },
        { [Normalize, new CenterCropSettings(8)], "'normalize' exactly once" },
        { [Normalize, new CenterCropSettings(8), Normalize], "'normalize' exactly once" },
        { [Normalize], "different sizes" },
        { [new ResizeSettings(8), Normalize], "different sizes" },
        { [new RandomHorizontalFlipSettings(), new ResizeSettings(8), Normalize], "different sizes" },
        { [new CenterCropSettings(0), Normalize], "'center_crop': size is 0" },
        { [new ResizeSettings(-1), new CenterCropSettings(8), Normalize], "'resize': size is -1" },
        { [new RandomResizedCropSettings(8, 0.9, 0.5), Normalize], "the smallest scale is 0.9" },
        { [new RandomResizedCropSettings(8, 0.9, 1.5), Normalize], "the largest scale is 1.5" },
        { [new RandomResizedCropSettings(8, MinimumRatio: 2), Normalize], "the smallest ratio is 2" },
        { [new CenterCropSettings(8), new RandomHorizontalFlipSettings(1.1), Normalize], "probability is 1.1" },
        { [new CenterCropSettings(8), new RandomRotationSettings(double.NaN), Normalize], "degrees is NaN" },
        { [new CenterCropSettings(8), new ColorJitterSettings(Hue: 0.6), Normalize], "hue is 0.6" },
        { [new CenterCropSettings(8), new ColorJitterSettings(Contrast: -1), Normalize], "contrast is -1" },
        { [new CenterCropSettings(8), new NormalizeSettings([0, 0], [1, 1, 1])], "mean has 2 numbers" },
        { [new CenterCropSettings(8), new NormalizeSettings([0, 0, 0], [1, 0, 1])], "std holds a number that is not above 0" },
    };
}
