using static TorchSharp.torch;

namespace Harness.Data.Streams;

/// <summary>Puts the images of two batches into one.</summary>
internal static class JoinedBatch
{
    /// <summary>Joins two batches.</summary>
    /// <param name="first">The images that come first; disposed here.</param>
    /// <param name="second">Those that follow, of the same size; disposed here.</param>
    /// <param name="targets">Makes the targets of all images from the two batches.</param>
    /// <returns>The batch, with the indices of the first; the caller disposes it.</returns>
    public static Batch Of(Batch first, Batch second, Func<Batch, Batch, Tensor> targets)
    {
        using (first)
        using (second)
        {
            using var scope = NewDisposeScope();
            // Put together in [N, H, W, 3], the order in memory, so that the result has its channels innermost too.
            var images = cat([first.Images.permute(0, 2, 3, 1), second.Images.permute(0, 2, 3, 1)], 0).permute(0, 3, 1, 2);
            return new(images.MoveToOuterDisposeScope(), targets(first, second).MoveToOuterDisposeScope(), first.Indices);
        }
    }
}
