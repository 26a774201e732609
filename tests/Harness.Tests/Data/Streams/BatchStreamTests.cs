using Harness.Data.Streams;
using Harness.Tests.Models.Fixtures;
using static TorchSharp.torch;

namespace Harness.Tests.Data.Streams;

[Collection(TorchCollection.Name)]
public sealed class BatchStreamTests : IDisposable
{
    private readonly TinyImages _tiny = new();

    public static TheoryData<BatchStream> LikeLabeled => [StillImages.Instance, new BlendedImages(0.2), new PatchedImages(1)];

    public static TheoryData<BatchStream> Others => [ImagePairs.Instance, RotatedImages.Instance, SourceDomain.Instance, TaskImages.Instance];

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [MemberData(nameof(LikeLabeled))]
    public void ValidName_OfTheLabeledImages_MeansTheSameBatches(BatchStream stream)
    {
        Assert.Equal(LabeledImages.Instance.ValidName, stream.ValidName);
        Assert.Equal(Bytes(LabeledImages.Instance), Bytes(stream));
        Assert.Equal(LabeledImages.Instance.ValidImageCount(_tiny.Pipeline), stream.ValidImageCount(_tiny.Pipeline));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void ValidName_OtherImagesOrTargets_IsAnother(BatchStream stream) => Assert.NotEqual(LabeledImages.Instance.ValidName, stream.ValidName);

    [Fact]
    public void ValidName_OfStreamsWithATargetDomain_IsOne() =>
        Assert.Single(((BatchStream[])[SourceDomain.Instance, TargetDomain.Instance, BothDomains.Instance]).Select(stream => stream.ValidName).Distinct());

    // Of images and targets in turns.
    private List<byte[]> Bytes(BatchStream stream)
    {
        var bytes = new List<byte[]>();
        foreach (var batch in stream.Valid(_tiny.Pipeline, CancellationToken.None))
        {
            using var ownedBatch = batch;
            bytes.AddRange([BytesOf(batch.Images), BytesOf(batch.Targets)]);
        }
        return bytes;

        static byte[] BytesOf(Tensor tensor)
        {
            using var contiguous = tensor.contiguous();
            return contiguous.bytes.ToArray();
        }
    }
}
