using System.Runtime.InteropServices;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp;

/// <summary>Turns pixels of one format into another. The comparisons of types vanish in the compiled code of each pair.</summary>
internal static class PixelConversion
{
    internal static void Convert<TSource, TTarget>(ReadOnlySpan<TSource> source, Span<TTarget> target)
        where TSource : unmanaged, IPixel<TSource>
        where TTarget : unmanaged, IPixel<TTarget>
    {
        if (typeof(TSource) == typeof(TTarget))
        {
            MemoryMarshal.Cast<TSource, TTarget>(source).CopyTo(target);
            return;
        }

        Rgba32 color = default;
        for (var i = 0; i < source.Length; i++)
        {
            source[i].ToRgba32(ref color);
            target[i].FromRgba32(color);
        }
    }
}
