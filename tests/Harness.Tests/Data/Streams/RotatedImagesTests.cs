using Harness.Data;
using Harness.Data.Streams;
using Harness.Tests.Models.Fixtures;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Data.Streams;

[Collection(TorchCollection.Name)]
public sealed class RotatedImagesTests : IDisposable
{
    private readonly TinyImages _tiny = new();
    private readonly ImagePipeline _images;

    public RotatedImagesTests() => _images = _tiny.Pipeline;

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void Train_EveryImage_StandsInFourRotations()
    {
        using var plain = _images.TrainBatches(3, 1).First();
        using var rotated = RotatedImages.Instance.Train(_images, 3, 1, CancellationToken.None).First();
        var count = plain.Count;

        Assert.Equal(plain.Indices, rotated.Indices);
        Assert.Equal(Enumerable.Range(0, 4 * count).Select(view => (long)(view / count)), rotated.Targets.data<long>());
        for (var turns = 0; turns < 4; turns++)
        {
            using var part = rotated.Images.narrow(0, turns * count, count);
            using var expected = rot90(plain.Images, turns, (2, 3));
            Assert.True(part.equal(expected).all().ToBoolean(), $"{turns} turns");
        }
    }

    [Fact]
    public void Train_OneQuarterTurn_IsCounterclockwise()
    {
        using var plain = _images.TrainBatches(3, 1).First();
        using var rotated = RotatedImages.Instance.Train(_images, 3, 1, CancellationToken.None).First();
        var last = plain.Images.shape[3] - 1;

        // The upper right corner of an image that was turned to the left is its upper left one.
        Assert.Equal(plain.Images[0, 0, 0, last].ToSingle(), rotated.Images[plain.Count, 0, 0, 0].ToSingle());
    }

    [Fact]
    public void Valid_AllImages_HaveTheirChannelsInnermost()
    {
        foreach (var batch in RotatedImages.Instance.Valid(_images, CancellationToken.None))
        {
            using var owned = batch;
            Assert.Equal(4 * batch.Count, batch.Images.shape[0]);
            Assert.Equal(1, batch.Images.stride(1));
        }
    }
}
