using System.Runtime.InteropServices;
using Harness.Data.Images;
using Harness.Data.Randomness;
using Harness.Experiments;
using SixLabors.ImageSharp.PixelFormats;

namespace Harness.Data.Transforms;

/// <summary>Mirrors left and right with a probability. Source: torchvision 0.14, <c>RandomHorizontalFlip</c>.</summary>
public sealed class RandomHorizontalFlip : IImageTransform
{
    private readonly double _probability;

    /// <summary>Makes the transform.</summary>
    /// <param name="settings">Its parameters.</param>
    /// <exception cref="Harness.Diagnostics.HarnessException">The probability is not one.</exception>
    public RandomHorizontalFlip(RandomHorizontalFlipSettings settings)
    {
        Require.InRange(settings.Probability, 0, 1, "random_horizontal_flip", "probability");
        _probability = settings.Probability;
    }

    /// <inheritdoc/>
    public RandomPurpose? Purpose => RandomPurpose.Flip;

    /// <inheritdoc/>
    public int? OutputSide(int? inputSide) => inputSide;

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, ref CounterRandom random)
    {
        if (!Choose(ref random)) return image;
        var result = image.Clone();
        for (var y = 0; y < result.Height; y++) MemoryMarshal.Cast<byte, Rgb24>(result.Row(y)).Reverse();
        return result;
    }

    /// <summary>Decides whether an image is mirrored.</summary>
    /// <param name="random">The random numbers for this image.</param>
    /// <returns>True with the transform's probability.</returns>
    internal bool Choose(ref CounterRandom random) => random.NextDouble() < _probability;
}
