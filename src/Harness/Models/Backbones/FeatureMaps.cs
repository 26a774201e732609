using static TorchSharp.torch;

namespace Harness.Models.Backbones;

/// <summary>The feature maps of a batch of images in a training step.</summary>
/// <param name="Last">[N, C, h, w], the map that heads use.</param>
/// <param name="Auxiliary">[N, C', h', w'], what the backbone's <see cref="AuxiliaryClassifier"/> uses; null if it was not requested.</param>
internal sealed record FeatureMaps(Tensor Last, Tensor? Auxiliary = null) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Last.Dispose();
        Auxiliary?.Dispose();
    }
}
