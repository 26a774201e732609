namespace Harness.Data.Synthetic;

/// <summary>Images that are drawn instead of read: people in camouflage and in normal clothes.</summary>
public sealed record SyntheticSettings
{
    /// <summary>The images of each of the two classes, at least 1.</summary>
    public int ImagesPerClass { get; init; } = 1000;

    /// <summary>The side of the square images, in pixels; <see cref="LeastSize"/> to <see cref="GreatestSize"/>.</summary>
    public int Size { get; init; } = 96;

    /// <summary>Decides everything that is random in them; not a training seed.</summary>
    public long Seed { get; init; }

    /// <summary>The smallest side, in pixels, at which clothes can be told apart.</summary>
    public const int LeastSize = 32;

    /// <summary>The greatest side, in pixels: larger pictures would show no more.</summary>
    public const int GreatestSize = 512;

    /// <summary>The most images of a class: their names have six digits.</summary>
    public const int MostImagesPerClass = 1_000_000;
}
