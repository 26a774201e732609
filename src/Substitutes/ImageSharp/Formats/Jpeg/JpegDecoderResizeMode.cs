namespace SixLabors.ImageSharp.Formats.Jpeg;

/// <summary>What makes a JPEG smaller when a target size is given.</summary>
public enum JpegDecoderResizeMode
{
    /// <summary>The inverse DCT to the next size not below the target, then the sampler.</summary>
    Combined,

    /// <summary>The inverse DCT alone: 1/2, 1/4 or 1/8 of the size, not below the target.</summary>
    IdctOnly,

    /// <summary>The sampler alone.</summary>
    ScaleOnly,
}
