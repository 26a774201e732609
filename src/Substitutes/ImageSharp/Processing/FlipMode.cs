namespace SixLabors.ImageSharp.Processing;

/// <summary>How an image is mirrored.</summary>
public enum FlipMode
{
    None,

    /// <summary>Left and right change places.</summary>
    Horizontal,

    /// <summary>Top and bottom change places.</summary>
    Vertical,
}
