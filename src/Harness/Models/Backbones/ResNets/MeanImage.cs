using static TorchSharp.torch;

namespace Harness.Models.Backbones.ResNets;

/// <summary>The mean of the images that a network was trained on, place by place, which it subtracts from every image.</summary>
/// <remarks>
/// Kept as a batch holds images: red, green, blue, normalized with ImageNet's mean and standard deviation. So the suite normalizes for this network as for
/// all others, and the difference is that of the images themselves.
/// </remarks>
internal static class MeanImage
{
    /// <summary>Its name in the backbone and in weight files.</summary>
    public const string Name = "mean_image";

    /// <summary>The side in pixels of the images that the mean was taken of.</summary>
    public const int Side = 224;

    /// <summary>[3, 224, 224].</summary>
    public static readonly long[] Shape = [3, Side, Side];

    /// <summary>Subtracts it, resized bilinearly where the images have another size.</summary>
    /// <param name="mean">[3, 224, 224], float32, on the device of the images; null for nothing.</param>
    /// <param name="images">[N, 3, H, W], float32, normalized; neither changed nor disposed.</param>
    /// <returns>[N, 3, H, W]. The caller disposes it.</returns>
    public static Tensor Subtract(Tensor? mean, Tensor images)
    {
        if (mean is null) return images.alias();
        using var batch = mean.unsqueeze(0);
        if (images.shape[2] == Side && images.shape[3] == Side) return images.sub(batch);
        using var resized = nn.functional.interpolate(batch, [images.shape[2], images.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);
        return images.sub(resized);
    }
}
