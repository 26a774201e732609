namespace Harness.Data.Streams;

/// <summary>A stream of a suite with a target domain: whatever training sees, the validation images are the target's.</summary>
public abstract record TargetStream : BatchStream
{
    /// <inheritdoc/>
    public override bool SeesTarget => true;

    /// <inheritdoc/>
    public override string ValidName => "target";

    /// <inheritdoc/>
    public override int ValidImageCount(ImagePipeline images) => images.TargetValidImageCount;

    /// <inheritdoc/>
    public override IEnumerable<Batch> Valid(ImagePipeline images, CancellationToken cancellation) => images.TargetValidBatches(cancellation);
}
