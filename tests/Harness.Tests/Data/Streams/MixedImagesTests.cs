using Harness.Data;
using Harness.Data.Streams;
using Harness.Tests.Models.Fixtures;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Tests.Data.Streams;

[Collection(TorchCollection.Name)]
public sealed class MixedImagesTests : IDisposable
{
    private readonly TinyImages _tiny = new();
    private readonly ImagePipeline _images;

    public MixedImagesTests() => _images = _tiny.Pipeline;

    public static TheoryData<MixedImages> Streams => [new BlendedImages(0.2), new BlendedImages(1), new PatchedImages(1)];

    public void Dispose() => _tiny.Dispose();

    [Theory]
    [MemberData(nameof(Streams))]
    public void Train_EveryBatch_IsFoundAgainFromItsPartnersAndTargets(MixedImages stream)
    {
        foreach (var (plain, mixed) in _images.TrainBatches(3, 1).Zip(stream.Train(_images, 3, 1, CancellationToken.None)))
        {
            using var ownedPlain = plain;
            using var ownedMixed = mixed;
            using var scope = NewDisposeScope();
            Assert.Equal(plain.Indices, mixed.Indices);
            Assert.Equal([plain.Count, _images.ClassCount], mixed.Targets.shape);
            Assert.True(mixed.Targets.sum(1).sub(1).abs().max().ToSingle() < 1e-6, "The fractions of an image add up to 1.");
            Assert.Equal(1, mixed.Images.stride(1));
            for (var i = 0; i < plain.Count; i++) Assert.True(IsMixed(plain, mixed, i), $"image {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Streams))]
    public void Train_Twice_GivesTheSameBits(MixedImages stream)
    {
        using var first = stream.Train(_images, 3, 1, CancellationToken.None).First();
        using var second = stream.Train(_images, 3, 1, CancellationToken.None).First();
        using var other = stream.Train(_images, 3, 2, CancellationToken.None).First();

        Assert.True(first.Images.equal(second.Images).all().ToBoolean() && first.Targets.equal(second.Targets).all().ToBoolean(), "equal");
        Assert.False(first.Images.equal(other.Images).all().ToBoolean(), "Another epoch mixes otherwise.");
    }

    [Fact]
    public void Train_BlendsOfManySteps_HaveTheBetaDistributionsMeanAndSpread()
    {
        // A fraction of the class is known only where the partner is of another class: then the smaller fraction is min(λ, 1 − λ).
        var fractions = new List<double>();
        for (var epoch = 0; epoch < 400; epoch++)
        {
            using var batch = new BlendedImages(1).Train(_images, 5, epoch, CancellationToken.None).First();
            using var smaller = 1 - batch.Targets.max(1).values;
            if (smaller.max().ToSingle() is var fraction and > 0) fractions.Add(fraction);
        }

        // Of a uniform λ the smaller of λ and 1 − λ is uniform in [0, 0.5].
        Assert.True(fractions.Count > 200, $"{fractions.Count} batches mix classes");
        Assert.InRange(fractions.Average(), 0.22, 0.28);
        Assert.InRange(fractions.Max(), 0.45, 0.5);
    }

    // A distribution that is nearly two points, and one that is nearly one.
    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-3)]
    [InlineData(1e6)]
    public void Train_ExtremeAlpha_GivesFractions(double alpha)
    {
        for (var epoch = 0; epoch < 20; epoch++)
        {
            using var batch = new BlendedImages(alpha).Train(_images, 5, epoch, CancellationToken.None).First();
            Assert.All(batch.Targets.data<float>().ToArray(), fraction => Assert.InRange(fraction, 0, 1));
        }
    }

    // Some image of the batch is the partner: by it pixels and fractions are explained.
    private static bool IsMixed(Batch plain, Batch mixed, int image)
    {
        for (var partner = 0; partner < plain.Count; partner++)
        {
            using var scope = NewDisposeScope();
            var (own, other, result) = (plain.Images[image], plain.Images[partner], mixed.Images[image]);
            var fraction = mixed.Targets[image, plain.Targets[image]].ToSingle();
            if (plain.Targets[image].ToInt64() == plain.Targets[partner].ToInt64() && fraction < 1 - 1e-6) continue;
            var blended = (own * fraction) + (other * (1 - fraction));
            var isBlend = (result - blended).abs().max().ToSingle() < 1e-4;
            var isPatch = result.eq(own).logical_or(result.eq(other)).all().ToBoolean();
            if (isBlend || isPatch || IsOfOneClass(own, other, result)) return true;
        }
        return false;
    }

    // Where both are of one class, the targets do not say how much of each there is: any one fraction must explain all pixels.
    private static bool IsOfOneClass(Tensor own, Tensor other, Tensor result)
    {
        var difference = own - other;
        var place = difference.abs().argmax();
        if (difference.abs().max().ToSingle() == 0) return result.eq(own).all().ToBoolean();
        var fraction = ((result - other).flatten()[place] / difference.flatten()[place]).ToSingle();
        return (result - ((own * fraction) + (other * (1 - fraction)))).abs().max().ToSingle() < 1e-4;
    }
}
