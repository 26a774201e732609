using static TorchSharp.torch;

namespace Harness.Models.Heads;

/// <summary>How a feature map becomes a row of features for each image.</summary>
public interface IPooling
{
    /// <summary>The number of features.</summary>
    /// <param name="channels">The channels of the feature map.</param>
    /// <returns>The width of what <see cref="Forward"/> returns.</returns>
    int Features(int channels);

    /// <summary>Pools.</summary>
    /// <param name="features">[N, C, H, W], floating point, any device; not disposed here.</param>
    /// <returns>[N, F]. The caller disposes it.</returns>
    Tensor Forward(Tensor features);
}
