namespace SixLabors.ImageSharp.Metadata.Profiles.Exif;

/// <summary>A kind of EXIF value with the type of its values.</summary>
public sealed class ExifTag<TValueType> : ExifTag
{
    internal ExifTag(ushort value)
        : base(value)
    {
    }
}
