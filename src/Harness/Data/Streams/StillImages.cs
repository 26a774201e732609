namespace Harness.Data.Streams;

/// <summary>The images with their classes, also those of training as validation sees them: nothing is random, and the order is that of the manifest.</summary>
public sealed record StillImages : BatchStream
{
    /// <summary>The stream.</summary>
    public static StillImages Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "still";

    /// <inheritdoc/>
    public override string ValidName => LabeledImages.Instance.Name;

    /// <inheritdoc/>
    public override IEnumerable<Batch> Train(ImagePipeline images, long seed, int epoch, CancellationToken cancellation) =>
        images.StillTrainBatches(seed, cancellation);

    /// <inheritdoc/>
    public override IEnumerable<Batch> Valid(ImagePipeline images, CancellationToken cancellation) => images.ValidBatches(cancellation);
}
