using Harness.Data.Randomness;
using Harness.Libtorch;
using MathNet.Numerics.Distributions;
using static TorchSharp.torch;

namespace Harness.Data.Streams;

/// <summary>Every training image mixed with another one of its batch. The targets are [N, classes], float32: the fraction that each class has in the
/// image. Validation images are as they are, with their classes.</summary>
/// <param name="Mixing">The name of the way in which two images are mixed.</param>
/// <param name="Alpha">Both parameters of the beta distribution from which each batch draws how much of an image stays; greater than 0. Small ones leave nearly
/// all of one of the two.</param>
public abstract record MixedImages(string Mixing, double Alpha) : BatchStream
{
    /// <inheritdoc/>
    public override string Name => FormattableString.Invariant($"{Mixing} {Alpha:R}");

    /// <inheritdoc/>
    public override string ValidName => LabeledImages.Instance.Name;

    /// <inheritdoc/>
    public override IEnumerable<Batch> Train(ImagePipeline images, long seed, int epoch, CancellationToken cancellation) => images
        .TrainBatches(seed, epoch, cancellation)
        .Select((batch, step) => Mix(batch, images.ClassCount, CounterRandom.Create(seed, epoch, step, RandomPurpose.Mixing)));

    /// <inheritdoc/>
    public override IEnumerable<Batch> Valid(ImagePipeline images, CancellationToken cancellation) => images.ValidBatches(cancellation);

    /// <summary>Puts images together.</summary>
    /// <param name="images">[N, H, W, 3]; not changed.</param>
    /// <param name="others">[N, H, W, 3], what each is put together with.</param>
    /// <param name="kept">How much of the images to keep, 0…1.</param>
    /// <param name="random">For further random choices.</param>
    /// <returns>[N, H, W, 3], and how much of the images was actually kept.</returns>
    private protected abstract (Tensor Mixed, double Kept) Mix(Tensor images, Tensor others, double kept, CounterRandom random);

    private Batch Mix(Batch batch, int classes, CounterRandom random)
    {
        using (batch)
        {
            using var scope = NewDisposeScope();
            var kept = Beta.InvCDF(Alpha, Alpha, random.NextDouble());
            var partners = tensor(Array.ConvertAll(EpochOrder.Shuffled(batch.Count, ref random), index => (long)index));
            // Mixed in [N, H, W, 3], the order in memory, so that the result has its channels innermost too.
            var images = batch.Images.permute(0, 2, 3, 1);
            var (mixed, stayed) = Mix(images, images.index_select(0, partners), kept, random);
            var labels = nn.functional.one_hot(batch.Targets, classes).to(float32);
            var targets = labels.Times(stayed).Plus(labels.index_select(0, partners).Times(1 - stayed));
            return new(mixed.permute(0, 3, 1, 2).MoveToOuterDisposeScope(), targets.MoveToOuterDisposeScope(), batch.Indices);
        }
    }
}
