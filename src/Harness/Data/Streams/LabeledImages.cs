namespace Harness.Data.Streams;

/// <summary>The images as they are, with their classes.</summary>
public sealed record LabeledImages : BatchStream
{
    /// <summary>The stream.</summary>
    public static LabeledImages Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "labeled";

    /// <inheritdoc/>
    public override IEnumerable<Batch> Train(ImagePipeline images, long seed, int epoch, CancellationToken cancellation) =>
        images.TrainBatches(seed, epoch, cancellation);

    /// <inheritdoc/>
    public override IEnumerable<Batch> Valid(ImagePipeline images, CancellationToken cancellation) => images.ValidBatches(cancellation);
}
