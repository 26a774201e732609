using static TorchSharp.torch;

namespace Harness.Data;

/// <summary>Some images on their way into the network. The caller disposes it.</summary>
/// <param name="Images">[N, 3, H, W], float32, normalised, on the CPU, in channels-last memory order.</param>
/// <param name="Labels">[N], int64, class indices, on the CPU.</param>
/// <param name="Indices">Where each image stands in the list of its split.</param>
public sealed record Batch(Tensor Images, Tensor Labels, IReadOnlyList<int> Indices) : IDisposable
{
    /// <summary>The number of images N.</summary>
    public int Count => Indices.Count;

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}
