namespace Harness.Models;

/// <summary>The statistics of ImageNet's pixels, 0…1, with which torchvision's weights were trained: one number each for red, green and blue.</summary>
internal static class ImageNetStatistics
{
    /// <summary>The means.</summary>
    public static IReadOnlyList<double> Means { get; } = [0.485, 0.456, 0.406];

    /// <summary>The standard deviations.</summary>
    public static IReadOnlyList<double> StandardDeviations { get; } = [0.229, 0.224, 0.225];
}
