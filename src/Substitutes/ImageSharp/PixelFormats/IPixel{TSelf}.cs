namespace SixLabors.ImageSharp.PixelFormats;

/// <summary>A pixel format as a type argument.</summary>
public interface IPixel<TSelf> : IPixel, IEquatable<TSelf>
    where TSelf : unmanaged, IPixel<TSelf>
{
}
