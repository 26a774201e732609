namespace Harness.Experiments;

/// <summary>One step between a decoded image and the network, with torchvision's name and parameters.</summary>
public abstract record TransformSettings;

/// <summary>Crops a random part of random aspect ratio and resizes it to a square.</summary>
/// <param name="Size">The side of the result, in pixels.</param>
/// <param name="MinimumScale">The least part of the image's area, 0.08 in torchvision.</param>
/// <param name="MaximumScale">The greatest part of the image's area, 1.</param>
/// <param name="MinimumRatio">The least width over height, 3/4.</param>
/// <param name="MaximumRatio">The greatest width over height, 4/3.</param>
public sealed record RandomResizedCropSettings(
    int Size, double MinimumScale = 0.08, double MaximumScale = 1.0, double MinimumRatio = 3.0 / 4.0, double MaximumRatio = 4.0 / 3.0)
    : TransformSettings;

/// <summary>Resizes the shorter side to a length and keeps the aspect ratio.</summary>
/// <param name="Size">The shorter side of the result, in pixels.</param>
public sealed record ResizeSettings(int Size) : TransformSettings;

/// <summary>Cuts a square out of the centre; a smaller image is padded with black.</summary>
/// <param name="Size">The side of the result, in pixels.</param>
public sealed record CenterCropSettings(int Size) : TransformSettings;

/// <summary>Mirrors left and right with a probability.</summary>
/// <param name="Probability">Between 0 and 1; 0.5 in torchvision.</param>
public sealed record RandomHorizontalFlipSettings(double Probability = 0.5) : TransformSettings;

/// <summary>Turns by a random angle about the centre, nearest neighbour, black outside, size kept.</summary>
/// <param name="Degrees">The greatest angle to either side.</param>
public sealed record RandomRotationSettings(double Degrees) : TransformSettings;

/// <summary>Changes brightness, contrast, saturation and hue by random factors, in random order.</summary>
/// <param name="Brightness">Factors from max(0, 1 − b) to 1 + b; 0 for none.</param>
/// <param name="Contrast">Likewise.</param>
/// <param name="Saturation">Likewise.</param>
/// <param name="Hue">Shifts from −h to h, at most 0.5; 0 for none.</param>
public sealed record ColorJitterSettings(double Brightness = 0, double Contrast = 0, double Saturation = 0, double Hue = 0)
    : TransformSettings;

/// <summary>Subtracts a mean and divides by a standard deviation per channel, after scaling bytes to 0…1. Must come last.</summary>
/// <param name="Mean">Red, green, blue.</param>
/// <param name="StandardDeviation">Red, green, blue.</param>
public sealed record NormalizeSettings(IReadOnlyList<double> Mean, IReadOnlyList<double> StandardDeviation) : TransformSettings
{
    /// <summary>The statistics of ImageNet, with which torchvision's weights were trained.</summary>
    public static NormalizeSettings ImageNet { get; } = new([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);
}
