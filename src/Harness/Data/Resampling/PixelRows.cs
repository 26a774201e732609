using System.Buffers;

namespace Harness.Data.Resampling;

/// <summary>Rows of pixels between the two passes of a resize, in a pooled buffer.</summary>
/// <remarks>After every row there is room for vector code to read and write beyond its end: rows are filled several at a time.</remarks>
internal readonly struct PixelRows : IDisposable
{
    private const int Alignment = 64;

    /// <summary>Rents a buffer with undefined pixels.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">The number of rows.</param>
    /// <exception cref="OverflowException">The rows have more than 2 GiB.</exception>
    public PixelRows(int width, int height)
    {
        Stride = checked(((width * 3) + Alignment) / Alignment * Alignment);
        Buffer = ArrayPool<byte>.Shared.Rent(checked((Stride * height) + Alignment));
    }

    /// <summary>The rows.</summary>
    public byte[] Buffer { get; }

    /// <summary>The bytes from a row to the next.</summary>
    public int Stride { get; }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(Buffer);
}
