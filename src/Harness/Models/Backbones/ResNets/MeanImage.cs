using Harness.Models.Onnx;
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
        using var resized = Resize(mean, images.shape[2], images.shape[3]);
        return images.sub(resized);
    }

    /// <summary>Adds to a graph what <see cref="Subtract"/> computes.</summary>
    /// <param name="graph">The graph; it decides the size.</param>
    /// <param name="owner">The module that holds the image.</param>
    /// <param name="mean">[3, 224, 224], float32; null for nothing.</param>
    /// <param name="images">[N, 3, H, W], normalized.</param>
    /// <returns>[N, 3, H, W].</returns>
    public static OnnxValue ToOnnx(OnnxGraph graph, nn.Module owner, Tensor? mean, OnnxValue images)
    {
        if (mean is null) return images;
        using var resized = Resize(mean, graph.ImageSize, graph.ImageSize);
        return graph.Subtract(images, graph.Constant(owner, Name, resized));
    }

    // [1, 3, height, width].
    private static Tensor Resize(Tensor mean, long height, long width)
    {
        var batch = mean.unsqueeze(0);
        if (height == Side && width == Side) return batch;
        using var original = batch;
        return nn.functional.interpolate(original, [height, width], mode: InterpolationMode.Bilinear, align_corners: false);
    }
}
