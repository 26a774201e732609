using System.Runtime.CompilerServices;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp.Formats;

/// <summary>The bits of a pixel: of an encoded image as stored, of a decoded one in memory.</summary>
public class PixelTypeInfo
{
    public PixelTypeInfo(int bitsPerPixel) => BitsPerPixel = bitsPerPixel;

    public int BitsPerPixel { get; }

    internal static PixelTypeInfo Create<TPixel>()
        where TPixel : unmanaged, IPixel<TPixel>
        => new(Unsafe.SizeOf<TPixel>() * 8);
}
