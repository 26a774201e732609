using System.Buffers;
using System.Runtime.InteropServices;
using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp;

/// <summary>The pixels of an image, row by row, in an array rented from the shared pool: a loop that decodes and disposes
/// uses the same few arrays again. An image that is never disposed leaves its array to the garbage collector.</summary>
internal sealed class PixelBuffer<TPixel> : IDisposable
    where TPixel : unmanaged, IPixel<TPixel>
{
    private TPixel[]? _array;

    /// <summary>The contents are whatever the array held before: fill it.</summary>
    internal PixelBuffer(int width, int height)
    {
        Width = width;
        Height = height;
        _array = ArrayPool<TPixel>.Shared.Rent(checked(width * height));
    }

    internal int Width { get; }

    internal int Height { get; }

    internal Memory<TPixel> Memory => Array.AsMemory(0, Width * Height);

    internal Span<TPixel> Pixels => Array.AsSpan(0, Width * Height);

    internal Span<byte> Bytes => MemoryMarshal.AsBytes(Pixels);

    private TPixel[] Array => _array ?? throw new ObjectDisposedException($"Image<{typeof(TPixel).Name}>");

    internal Span<TPixel> Row(int y)
    {
        if ((uint)y >= (uint)Height) throw new ArgumentOutOfRangeException(nameof(y), y, $"The rows are 0 to {Height - 1}.");
        return Array.AsSpan(y * Width, Width);
    }

    public void Dispose()
    {
        if (_array is not { } array) return;
        _array = null;
        ArrayPool<TPixel>.Shared.Return(array);
    }
}
