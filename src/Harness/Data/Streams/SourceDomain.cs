namespace Harness.Data.Streams;

/// <summary>Images of the source domain with their classes; validation is on the target.</summary>
public sealed record SourceDomain : TargetStream
{
    /// <summary>The stream.</summary>
    public static SourceDomain Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "source";

    /// <inheritdoc/>
    public override IEnumerable<Batch> Train(ImagePipeline images, long seed, int epoch, CancellationToken cancellation) =>
        images.TrainBatches(seed, epoch, cancellation);
}
