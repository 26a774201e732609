using Harness.Data;
using Harness.Data.Streams;
using Harness.Tests.Models.Fixtures;
using Harness.TestSupport;
using TorchSharp;

namespace Harness.Tests.Data.Streams;

[Collection(TorchCollection.Name)]
public sealed class BothDomainsTests : IDisposable
{
    private readonly TinyImages _tiny;
    private readonly ImagePipeline _images;

    public BothDomainsTests()
    {
        _tiny = new(AddTarget);
        _images = _tiny.Pipeline;
    }

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void Train_EveryBatch_IsHalfOfTheSourceWithClassesAndHalfOfTheTargetWithout()
    {
        using var source = _images.TrainBatches(3, 1).First();
        using var target = _images.TargetTrainBatches(3, 1).First();
        using var both = BothDomains.Instance.Train(_images, 3, 1, CancellationToken.None).First();
        var count = source.Count;

        Assert.Equal(source.Targets.data<long>().Concat(Enumerable.Repeat(BothDomains.Unlabeled, count)), both.Targets.data<long>());
        Assert.True(both.Images.narrow(0, 0, count).equal(source.Images).all().ToBoolean());
        Assert.True(both.Images.narrow(0, count, count).equal(target.Images).all().ToBoolean());
        Assert.Equal(1, both.Images.stride(1));
    }

    [Fact]
    public void Train_WholeEpoch_ShowsEveryTargetImageOnceInAnOrderOfItsOwn()
    {
        var source = _images.TrainBatches(3, 1).SelectMany(Indices).ToList();
        var target = _images.TargetTrainBatches(3, 1).SelectMany(Indices).ToList();

        Assert.NotEqual(source, target);
        Assert.Equal(Enumerable.Range(0, _tiny.Session.Target!.Train.Count), target.Order());
    }

    [Fact]
    public void Valid_AllImages_AreNegativesOfTheSourcesWithTheirClasses()
    {
        // Mean and deviation of ImageNet's normalization, in the middle of which a negative mirrors.
        double[] mean = [0.485, 0.456, 0.406], deviation = [0.229, 0.224, 0.225];
        foreach (var (source, target) in _images.ValidBatches().Zip(BothDomains.Instance.Valid(_images, CancellationToken.None)))
        {
            using var ownedSource = source;
            using var ownedTarget = target;
            Assert.Equal(source.Targets.data<long>(), target.Targets.data<long>());
            for (var channel = 0; channel < 3; channel++)
            {
                var sum = (source.Images[0, channel, 5, 7].ToDouble() + target.Images[0, channel, 5, 7].ToDouble()) * deviation[channel];
                // Resizing rounds, before the negative is made and after.
                Assert.Equal(1 - (2 * mean[channel]), sum, 1.5 / 255);
            }
        }
    }

    private static List<int> Indices(Batch batch)
    {
        using var owned = batch;
        return [.. batch.Indices];
    }

    private static void AddTarget(TemporaryFolder folder, string suite)
    {
        folder.Write("techniques/dann.yaml", "name: D\nhead: { pool: avg, layers: [linear] }\nphases: [{ epochs: 1, objective: dann, train: { head: 1e-3 } }]\n");
        File.WriteAllText(suite, File.ReadAllText(suite)
            .Replace("root: images", "root: images\n  target: { transforms: [invert] }", StringComparison.Ordinal)
            .Replace("techniques/*", "techniques/dann", StringComparison.Ordinal));
    }
}
