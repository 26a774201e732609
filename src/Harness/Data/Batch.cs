using static TorchSharp.torch;

namespace Harness.Data;

/// <summary>Some images on their way into the network. The caller disposes it.</summary>
/// <param name="Images">[N, 3, H, W], float32, normalized, on the CPU, in channels-last memory order.</param>
/// <param name="Targets">What the network should predict for them, on the CPU: class indices [N], int64, unless the stream says something else.</param>
/// <param name="Indices">The position of each image in the list of its split. A stream that shows an image several times lists it once.</param>
public sealed record Batch(Tensor Images, Tensor Targets, IReadOnlyList<int> Indices) : IDisposable
{
    /// <summary>The number of images of the split.</summary>
    public int Count => Indices.Count;

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        Targets.Dispose();
    }
}
