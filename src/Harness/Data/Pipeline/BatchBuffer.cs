using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Harness.Data.Pipeline;

/// <summary>A batch that is being filled. Workers write straight into the memory of its tensor, each image into its own slot.</summary>
/// <remarks>
/// It is made on a worker thread. Dispose scopes belong to the thread that opened them, so its tensors join no scope of the consumer, which would
/// dispose them at the end of a training step that has nothing to do with them.
/// </remarks>
internal sealed class BatchBuffer : IDisposable
{
    private readonly Tensor _pixels;
    private readonly Tensor _images;
    private readonly Tensor _labels;

    /// <summary>Allocates a batch.</summary>
    /// <param name="indices">The position of each image in the list of its split.</param>
    /// <param name="labels">The class index of each image.</param>
    /// <param name="imageSize">Height and width of the images, in pixels.</param>
    public BatchBuffer(int[] indices, long[] labels, int imageSize)
    {
        Indices = indices;
        Remaining = indices.Length;
        // [N, H, W, 3] in memory; seen as [N, 3, H, W] its strides are channels-last, with which convolutions are faster.
        _pixels = torch.empty(indices.Length, imageSize, imageSize, 3, dtype: ScalarType.Float32);
        _images = _pixels.permute(0, 3, 1, 2);
        _labels = torch.tensor(labels, dtype: ScalarType.Int64);
    }

    /// <summary>The position of each image in the list of its split.</summary>
    public int[] Indices { get; }

    /// <summary>The images that are not yet written.</summary>
    public int Remaining { get; set; }

    /// <summary>The memory of one image: height × width × 3 floats.</summary>
    /// <param name="slot">The image's place in the batch.</param>
    /// <returns>The floats.</returns>
    public Span<float> Pixels(int slot)
    {
        // A view of one image: a span over a whole batch would end at 2 GiB. The memory is the batch's and outlives the view.
        using var image = _pixels.select(0, slot);
        return MemoryMarshal.Cast<byte, float>(image.bytes);
    }

    /// <summary>Hands over the filled tensors; this object must not be used afterwards.</summary>
    /// <returns>The batch, which the caller disposes.</returns>
    public Batch ToBatch()
    {
        _pixels.Dispose();
        return new Batch(_images, _labels, Indices);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pixels.Dispose();
        _images.Dispose();
        _labels.Dispose();
    }
}
