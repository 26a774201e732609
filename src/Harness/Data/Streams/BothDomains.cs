using static TorchSharp.torch;

namespace Harness.Data.Streams;

/// <summary>In every training batch images of the source domain with their classes, then as many of the target domain, whose targets are all <see cref="Unlabeled"/>.</summary>
/// <remarks>
/// One batch of both goes through the backbone, half of each, as in "Domain-Adversarial Training of Neural Networks" (https://arxiv.org/abs/1505.07818, section 5.2):
/// batch norm in training mode normalizes both domains by common statistics, and its running statistics are those of the mixture.
/// </remarks>
public sealed record BothDomains : TargetStream
{
    /// <summary>The target of an image whose class training does not know.</summary>
    public const long Unlabeled = -1;

    /// <summary>The stream.</summary>
    public static BothDomains Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "source_and_target";

    /// <inheritdoc/>
    public override int ViewsPerImage => 2;

    /// <inheritdoc/>
    public override IEnumerable<Batch> Train(ImagePipeline images, long seed, int epoch, CancellationToken cancellation) =>
        images.TrainBatches(seed, epoch, cancellation).Zip(images.TargetTrainBatches(seed, epoch, cancellation), Join);

    private static Batch Join(Batch source, Batch target) =>
        JoinedBatch.Of(source, target, static (source, target) => cat([source.Targets, tensor(Enumerable.Repeat(Unlabeled, target.Count).ToArray())], 0));
}
