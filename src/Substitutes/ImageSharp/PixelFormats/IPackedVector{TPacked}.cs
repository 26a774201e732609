namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>A pixel format whose value is also one integer.</summary>
public interface IPackedVector<TPacked> : IPixel
    where TPacked : struct, IEquatable<TPacked>
{
    TPacked PackedValue { get; set; }
}
