using System.Buffers;

namespace Harness.Data.Images;

/// <summary>The whole content of a file in a pooled buffer.</summary>
internal readonly struct FileBytes : IDisposable
{
    private readonly byte[] _buffer;
    private readonly int _length;

    private FileBytes(byte[] buffer, int length)
    {
        _buffer = buffer;
        _length = length;
    }

    /// <summary>The content.</summary>
    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <returns>Its bytes; the caller disposes them.</returns>
    /// <exception cref="IOException">It is missing, cannot be read, is not a regular file, or has more than 2 GiB.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileBytes Read(string path)
    {
        // Opening a pipe would wait for a writer.
        var file = new FileInfo(path);
        if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) file = target;
        if (file is { Exists: true, Length: 0 } && !FileKind.IsRegularWithoutContent(file)) throw new IOException("It is not a regular file.");

        using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var size = RandomAccess.GetLength(handle);
        if (size > Array.MaxLength) throw new IOException("The file has more than 2 GiB.");
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, (int)size));
        var length = 0;
        while (length < size)
        {
            var read = RandomAccess.Read(handle, buffer.AsSpan(length, (int)size - length), length);
            if (read == 0) break;
            length += read;
        }
        return new FileBytes(buffer, length);
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
}
