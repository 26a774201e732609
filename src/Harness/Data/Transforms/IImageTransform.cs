using Harness.Data.Images;
using Harness.Data.Randomness;

namespace Harness.Data.Transforms;

/// <summary>One step on bytes between a decoded image and the network, with torchvision's meaning on PIL images. Safe to use from many threads.</summary>
public interface IImageTransform
{
    /// <summary>The purpose of its random numbers; null if it draws none.</summary>
    RandomPurpose? Purpose { get; }

    /// <summary>Does the step.</summary>
    /// <param name="image">Neither changed nor disposed.</param>
    /// <param name="random">The random numbers for this image and step.</param>
    /// <returns>A new image, which the caller disposes, or <paramref name="image"/> itself where there is nothing to do.</returns>
    /// <exception cref="ImageContentException">The result would have too many pixels.</exception>
    RgbImage Apply(RgbImage image, ref CounterRandom random);
}
