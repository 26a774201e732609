using System.Buffers;

namespace Harness.Data.Images;

/// <summary>A decoded image: rows from the top, each pixel as a byte of red, green and blue, without padding between rows.</summary>
/// <remarks>
/// Pixels are as stored in the file: an EXIF orientation is not applied. torchvision's <c>ImageFolder</c> does not apply it either,
/// and images must be the same on both sides of a comparison.
/// </remarks>
public sealed class RgbImage : IDisposable
{
    /// <summary>Bytes after the last pixel that vector code may read and overwrite.</summary>
    internal const int Slack = 32;

    private readonly bool _rented;
    private byte[]? _buffer;

    private RgbImage(int width, int height, byte[] buffer, bool rented)
    {
        Width = width;
        Height = height;
        _buffer = buffer;
        _rented = rented;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>The number of rows.</summary>
    public int Height { get; }

    /// <summary>The bytes that it takes in memory.</summary>
    internal long ByteCount => CountBytes(Width, Height);

    /// <summary>The pixels: <c>Height × Width × 3</c> bytes.</summary>
    /// <exception cref="ObjectDisposedException">The image was disposed.</exception>
    public Span<byte> Pixels => Buffer.AsSpan(0, Width * Height * 3);

    /// <summary>The array under the pixels, at least <see cref="Slack"/> bytes longer than they are.</summary>
    internal byte[] Buffer => _buffer ?? throw new ObjectDisposedException(nameof(RgbImage));

    /// <summary>An image in a pooled buffer, with undefined pixels. Disposing it gives the buffer back.</summary>
    /// <param name="width">In pixels, at least 1.</param>
    /// <param name="height">In pixels, at least 1.</param>
    /// <returns>The image; the caller disposes it.</returns>
    /// <exception cref="OverflowException">The image has more than 2 GiB.</exception>
    public static RgbImage Rent(int width, int height) =>
        new(width, height, ArrayPool<byte>.Shared.Rent(CountBytes(width, height)), rented: true);

    /// <summary>An image with its own buffer, for keeping; disposing it does nothing.</summary>
    /// <param name="width">In pixels, at least 1.</param>
    /// <param name="height">In pixels, at least 1.</param>
    /// <returns>The image, with undefined pixels.</returns>
    /// <exception cref="OverflowException">The image has more than 2 GiB.</exception>
    /// <remarks>The array is pinned: a cache lives for the whole run, and the collector need not copy it from generation to generation.</remarks>
    public static RgbImage Allocate(int width, int height) =>
        new(width, height, GC.AllocateUninitializedArray<byte>(CountBytes(width, height), pinned: true), rented: false);

    /// <summary>A row of pixels.</summary>
    /// <param name="y">Counted from 0 at the top.</param>
    /// <returns><c>Width × 3</c> bytes.</returns>
    public Span<byte> Row(int y) => Pixels.Slice(y * Width * 3, Width * 3);

    /// <summary>A copy in a pooled buffer.</summary>
    /// <returns>The copy; the caller disposes it.</returns>
    public RgbImage Clone()
    {
        var copy = Rent(Width, Height);
        Pixels.CopyTo(copy.Pixels);
        return copy;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_rented) return;
        // A buffer returned twice would be rented to two owners.
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer) ArrayPool<byte>.Shared.Return(buffer);
    }

    private static int CountBytes(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        return checked((width * height * 3) + Slack);
    }
}
