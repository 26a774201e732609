namespace Harness.Data.Streams;

/// <summary>Images of the target domain with their classes, as many in an epoch as the source has.</summary>
public sealed record TargetDomain : TargetStream
{
    /// <summary>The stream.</summary>
    public static TargetDomain Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "target";

    /// <inheritdoc/>
    public override IEnumerable<Batch> Train(ImagePipeline images, long seed, int epoch, CancellationToken cancellation) =>
        images.TargetTrainBatches(seed, epoch, cancellation);
}
