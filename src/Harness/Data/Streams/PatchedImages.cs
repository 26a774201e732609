using Harness.Data.Randomness;
using static TorchSharp.torch;

namespace Harness.Data.Streams;

/// <summary>Images with a rectangle of another one, the same rectangle in all images of a batch.</summary>
/// <remarks>Source: "CutMix: Regularization Strategy to Train Strong Classifiers with Localizable Features" (https://arxiv.org/abs/1905.04899). The middle of
/// the rectangle is anywhere in the image; what is outside is cut off, and the targets follow the remaining area.</remarks>
/// <param name="Alpha">Both parameters of the beta distribution.</param>
public sealed record PatchedImages(double Alpha) : MixedImages("cutmix", Alpha)
{
    private protected override (Tensor Mixed, double Kept) Mix(Tensor images, Tensor others, double kept, CounterRandom random)
    {
        var (height, width) = ((int)images.shape[1], (int)images.shape[2]);
        var side = Math.Sqrt(1 - kept);
        var (top, bottom) = Range(height, side, random.NextInt(height));
        var (left, right) = Range(width, side, random.NextInt(width));
        var mixed = images.clone();
        mixed[.., top..bottom, left..right] = others[.., top..bottom, left..right];
        return (mixed, 1 - ((double)((bottom - top) * (right - left)) / (height * width)));
    }

    private static (int Start, int End) Range(int length, double side, int middle)
    {
        var half = (int)(length * side) / 2;
        return (Math.Max(middle - half, 0), Math.Min(middle + half, length));
    }
}
