namespace SixLabors.ImageSharp.Metadata.Profiles.Exif;

/// <summary>A value of an EXIF profile.</summary>
public interface IExifValue
{
    ExifTag Tag { get; }

    object? GetValue();
}

/// <summary>A value of an EXIF profile, with its type.</summary>
public interface IExifValue<TValueType> : IExifValue
{
    TValueType? Value { get; set; }
}
