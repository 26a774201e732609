using Harness.Libtorch;

namespace Harness.Data.Streams;

/// <summary>Every image twice, as two draws of the training transforms, also for validation images. Classes are ignored.</summary>
/// <remarks>Source: "A Simple Framework for Contrastive Learning of Visual Representations" (https://arxiv.org/abs/2002.05709).</remarks>
public sealed record ImagePairs : BatchStream
{
    private const int Views = 2;

    /// <summary>The stream.</summary>
    public static ImagePairs Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "pairs";

    /// <inheritdoc/>
    public override int ViewsPerImage => Views;

    /// <inheritdoc/>
    public override IEnumerable<Batch> Train(ImagePipeline images, long seed, int epoch, CancellationToken cancellation) =>
        images.TrainBatches(seed, epoch, cancellation).Zip(images.TrainBatches(seed, epoch, cancellation, view: 1), Pair);

    /// <inheritdoc/>
    public override IEnumerable<Batch> Valid(ImagePipeline images, CancellationToken cancellation) =>
        images.AugmentedValidBatches(view: 0, cancellation).Zip(images.AugmentedValidBatches(view: 1, cancellation), Pair);

    // The first draws of all images, then the second ones; image i of the batch is target i of both.
    private static Batch Pair(Batch first, Batch second) => JoinedBatch.Of(first, second, static (first, _) => TensorNumbers.Indices(first.Count).repeat(Views));
}
