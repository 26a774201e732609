using SixLabors.ImageSharp.Processing.Processors.Transforms;

namespace SixLabors.ImageSharp.Processing;

/// <summary>Everything that can be said of a resize.</summary>
public class ResizeOptions
{
    public ResizeMode Mode { get; set; } = ResizeMode.Crop;

    public AnchorPositionMode Position { get; set; } = AnchorPositionMode.Center;

    /// <summary>For <see cref="ResizeMode.Crop"/>: the point to keep in the middle, as fractions of width and height.</summary>
    public PointF? CenterCoordinates { get; set; }

    /// <summary>A side of 0 follows from the other and the proportions of the image.</summary>
    public Size Size { get; set; }

    public IResampler Sampler { get; set; } = KnownResamplers.Bicubic;

    /// <summary>Resamples light instead of sRGB values.</summary>
    public bool Compand { get; set; }

    public Rectangle? TargetRectangle { get; set; }

    /// <summary>Weighs colours with their alpha, so that transparent pixels do not bleed.</summary>
    public bool PremultiplyAlpha { get; set; } = true;

    public Color PadColor { get; set; }
}
