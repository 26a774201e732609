namespace SixLabors.ImageSharp.Processing;

/// <summary>How an image of other proportions is fitted into a box.</summary>
public enum ResizeMode
{
    /// <summary>Fills the box; what is outside is cut off.</summary>
    Crop,

    /// <summary>Inside the box, the rest is filled.</summary>
    Pad,

    /// <summary>As <see cref="Pad"/>, but never enlarged.</summary>
    BoxPad,

    /// <summary>Inside the box, and the result is no larger than the image in it.</summary>
    Max,

    /// <summary>Reduced until the first side reaches the box; never enlarged.</summary>
    Min,

    /// <summary>To exactly the box, without regard to proportions.</summary>
    Stretch,

    /// <summary>Onto <see cref="ResizeOptions.TargetRectangle"/> of a canvas of the given size.</summary>
    Manual,
}
