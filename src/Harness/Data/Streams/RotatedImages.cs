using Harness.Libtorch;
using static TorchSharp.torch;

namespace Harness.Data.Streams;

/// <summary>Every image in its four rotations by quarter turns, counterclockwise; the targets are the numbers of turns, 0…3. Classes are not looked at.</summary>
/// <remarks>Source: "Unsupervised Representation Learning by Predicting Image Rotations" (https://arxiv.org/abs/1803.07728), which also shows all four
/// rotations of an image in one batch.</remarks>
public sealed record RotatedImages : BatchStream
{
    /// <summary>The number of rotations.</summary>
    public const int Rotations = 4;

    /// <summary>The stream.</summary>
    public static RotatedImages Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "rotated";

    /// <inheritdoc/>
    public override int ViewsPerImage => Rotations;

    /// <inheritdoc/>
    public override IEnumerable<Batch> Train(ImagePipeline images, long seed, int epoch, CancellationToken cancellation) =>
        images.TrainBatches(seed, epoch, cancellation).Select(Rotated);

    /// <inheritdoc/>
    public override IEnumerable<Batch> Valid(ImagePipeline images, CancellationToken cancellation) => images.ValidBatches(cancellation).Select(Rotated);

    // First all images upright, then all turned once, and so on.
    private static Batch Rotated(Batch batch)
    {
        using (batch)
        {
            using var scope = NewDisposeScope();
            // Rotated in [N, H, W, 3], the order in memory, so that the result has its channels innermost too.
            var pixels = batch.Images.permute(0, 2, 3, 1);
            var rotations = cat([.. Enumerable.Range(0, Rotations).Select(turns => rot90(pixels, turns, (1, 2)))], 0);
            var targets = TensorNumbers.Indices(Rotations).repeat_interleave(batch.Count);
            return new(rotations.permute(0, 3, 1, 2).MoveToOuterDisposeScope(), targets.MoveToOuterDisposeScope(), batch.Indices);
        }
    }
}
