using SixLabors.ImageSharp.PixelFormats;

namespace SixLabors.ImageSharp;

/// <summary>The rows of an image while a delegate looks at them; a ref struct, so that none is kept beyond it.</summary>
public ref struct PixelAccessor<TPixel>
    where TPixel : unmanaged, IPixel<TPixel>
{
    private readonly PixelBuffer<TPixel> _buffer;

    internal PixelAccessor(PixelBuffer<TPixel> buffer) => _buffer = buffer;

    public readonly int Width => _buffer.Width;

    public readonly int Height => _buffer.Height;

    /// <exception cref="ArgumentOutOfRangeException">No such row.</exception>
    public readonly Span<TPixel> GetRowSpan(int rowIndex) => _buffer.Row(rowIndex);
}
