using System.Diagnostics.CodeAnalysis;

namespace SixLabors.ImageSharp.Metadata.Profiles.Exif;

/// <summary>The EXIF data of an image, of which this library reads, changes and writes the orientation only.</summary>
public sealed class ExifProfile
{
    private ShortValue? _orientation;

    public ExifProfile()
    {
    }

    /// <param name="data">A TIFF block, with or without the prefix "Exif" and two zero bytes. What cannot be read is passed over.</param>
    public ExifProfile(byte[]? data)
    {
        if (TiffOrientation.Read(data) is { } orientation) SetValue(ExifTag.Orientation, orientation);
    }

    public IReadOnlyList<IExifValue> Values => _orientation is null ? [] : [_orientation];

    public bool TryGetValue<TValueType>(ExifTag<TValueType> tag, [NotNullWhen(true)] out IExifValue<TValueType>? exifValue)
    {
        exifValue = tag == ExifTag.Orientation ? (IExifValue<TValueType>?)(object?)_orientation : null;
        return exifValue is not null;
    }

    public void SetValue<TValueType>(ExifTag<TValueType> tag, TValueType value)
    {
        if (tag != ExifTag.Orientation || value is not ushort orientation) throw new NotSupportedException($"The EXIF tag {tag} cannot be set here.");
        _orientation = new ShortValue(ExifTag.Orientation, orientation);
    }

    public bool RemoveValue(ExifTag tag)
    {
        if (tag != ExifTag.Orientation || _orientation is null) return false;
        _orientation = null;
        return true;
    }

    /// <summary>A TIFF block with what the profile holds; empty for none.</summary>
    public byte[]? ToByteArray() => _orientation is null ? [] : TiffOrientation.Write(_orientation.Value);

    public ExifProfile DeepClone()
    {
        var clone = new ExifProfile();
        if (_orientation is not null) clone.SetValue(ExifTag.Orientation, _orientation.Value);
        return clone;
    }

    private sealed class ShortValue(ExifTag tag, ushort value) : IExifValue<ushort>
    {
        public ExifTag Tag { get; } = tag;

        public ushort Value { get; set; } = value;

        public object? GetValue() => Value;
    }
}
