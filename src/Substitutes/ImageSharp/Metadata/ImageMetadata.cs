using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;

namespace SixLabors.ImageSharp.Metadata;

/// <summary>What is known of an image besides its pixels.</summary>
public sealed class ImageMetadata
{
    public ImageMetadata()
    {
    }

    private ImageMetadata(ImageMetadata other)
    {
        DecodedImageFormat = other.DecodedImageFormat;
        ExifProfile = other.ExifProfile?.DeepClone();
    }

    /// <summary>The format that the image was decoded from, or null.</summary>
    public IImageFormat? DecodedImageFormat { get; internal set; }

    public ExifProfile? ExifProfile { get; set; }

    public ImageMetadata DeepClone() => new(this);
}
