using System.Buffers;

namespace SixLabors.ImageSharp.Formats;

/// <summary>The rest of a stream as one block, from the shared pool unless the stream already has one.</summary>
internal readonly struct EncodedBytes : IDisposable
{
    private const int FirstLength = 1 << 16;

    private readonly byte[]? _rented;
    private readonly ArraySegment<byte> _bytes;

    private EncodedBytes(byte[]? rented, ArraySegment<byte> bytes)
    {
        _rented = rented;
        _bytes = bytes;
    }

    internal ReadOnlySpan<byte> Span => _bytes;

    /// <summary>Opens a file without a buffer, since it is read in one piece.</summary>
    internal static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);

    internal static FileStream OpenAsynchronous(string path)
        => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.Asynchronous);

    internal static EncodedBytes Read(Stream stream)
    {
        if (TryGetBlock(stream, out var block)) return block;
        var bytes = RentFor(stream);
        try
        {
            var length = 0;
            while (stream.Read(bytes, length, bytes.Length - length) is var count and > 0)
            {
                length += count;
                if (length == bytes.Length) bytes = Grow(bytes);
            }

            return new EncodedBytes(bytes, new ArraySegment<byte>(bytes, 0, length));
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(bytes);
            throw;
        }
    }

    internal static async Task<EncodedBytes> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (TryGetBlock(stream, out var block)) return block;
        var bytes = RentFor(stream);
        try
        {
            var length = 0;
            while (await stream.ReadAsync(bytes.AsMemory(length), cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                length += count;
                if (length == bytes.Length) bytes = Grow(bytes);
            }

            return new EncodedBytes(bytes, new ArraySegment<byte>(bytes, 0, length));
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(bytes);
            throw;
        }
    }

    public void Dispose()
    {
        if (_rented is not null) ArrayPool<byte>.Shared.Return(_rented);
    }

    private static bool TryGetBlock(Stream stream, out EncodedBytes block)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead) throw new NotSupportedException("Cannot read from the stream.");
        block = default;
        if (stream is not MemoryStream memory || !memory.TryGetBuffer(out var whole)) return false;
        var position = (int)Math.Min(memory.Position, whole.Count);
        block = new EncodedBytes(null, whole[position..]);
        memory.Position = whole.Count;
        return true;
    }

    /// <summary>One byte more than the stream has, so that its end is seen without growing.</summary>
    private static byte[] RentFor(Stream stream)
    {
        var length = stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : FirstLength;
        if (length >= Array.MaxLength) throw new InvalidImageContentException($"An encoded image of {length} bytes is too long.");
        return ArrayPool<byte>.Shared.Rent((int)length + 1);
    }

    private static byte[] Grow(byte[] bytes)
    {
        if (bytes.Length == Array.MaxLength) throw new InvalidImageContentException("The encoded image is too long.");
        var grown = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * bytes.Length, Array.MaxLength));
        bytes.CopyTo(grown, 0);
        ArrayPool<byte>.Shared.Return(bytes);
        return grown;
    }
}
