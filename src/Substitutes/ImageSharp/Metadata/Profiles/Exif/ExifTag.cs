namespace SixLabors.ImageSharp.Metadata.Profiles.Exif;

/// <summary>A kind of EXIF value. Here there is one: how the camera was held.</summary>
public abstract class ExifTag : IEquatable<ExifTag>
{
    private readonly ushort _value;

    internal ExifTag(ushort value) => _value = value;

    /// <summary>1 to 8, where row 0 and column 0 of the stored image are in the scene.</summary>
    public static ExifTag<ushort> Orientation { get; } = new(0x0112);

    public static explicit operator ushort(ExifTag tag) => tag?._value ?? ushort.MaxValue;

    public static bool operator ==(ExifTag? left, ExifTag? right) => left?.Equals(right) == true;

    public static bool operator !=(ExifTag? left, ExifTag? right) => !(left == right);

    public bool Equals(ExifTag? other) => other is not null && other._value == _value;

    public override bool Equals(object? obj) => obj is ExifTag other && Equals(other);

    public override int GetHashCode() => _value;

    public override string ToString() => this == Orientation ? nameof(Orientation) : $"0x{_value:X4}";
}
