using static TorchSharp.torch;

namespace Harness.Data.Streams;

/// <summary>The images as they are, with all that is known about them: targets [N, T], int64, the class first, then the columns of the suite's table of labels.</summary>
public sealed record TaskImages : BatchStream
{
    /// <summary>The stream.</summary>
    public static TaskImages Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "tasks";

    /// <inheritdoc/>
    public override IEnumerable<Batch> Train(ImagePipeline images, long seed, int epoch, CancellationToken cancellation) =>
        images.TrainBatches(seed, epoch, cancellation).Select(batch => WithLabels(batch, images.TrainLabels(batch.Indices)));

    /// <inheritdoc/>
    public override IEnumerable<Batch> Valid(ImagePipeline images, CancellationToken cancellation) =>
        images.ValidBatches(cancellation).Select(batch => WithLabels(batch, images.ValidLabels(batch.Indices)));

    private static Batch WithLabels(Batch batch, IReadOnlyList<IReadOnlyList<int>> labels)
    {
        using var scope = NewDisposeScope();
        var columns = tensor([.. labels.SelectMany(row => row).Select(value => (long)value)], [labels.Count, labels[0].Count], dtype: ScalarType.Int64);
        var targets = cat([batch.Targets.unsqueeze(1), columns], 1).MoveToOuterDisposeScope();
        batch.Targets.Dispose();
        return batch with { Targets = targets };
    }
}
