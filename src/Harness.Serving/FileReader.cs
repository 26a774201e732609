using Microsoft.AspNetCore.Http;

namespace Harness.Serving;

/// <summary>Reads image files into memory, each only up to its size limit.</summary>
/// <param name="limits">How long.</param>
internal sealed class FileReader(ServerLimits limits)
{
    private const int FirstBytes = 64 << 10;

    // One byte more than a file may have: it shows that the file is too large.
    private readonly int _most = checked((int)(limits.ImageBytes + 1));

    /// <summary>Reads a file.</summary>
    /// <param name="content">The file, from its current position to its end.</param>
    /// <param name="memory">Gives the memory.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The bytes, which go with the memory.</returns>
    /// <exception cref="RefusedRequestException">It is too long, or there is no memory for it right now.</exception>
    public async Task<ReadOnlyMemory<byte>> Read(Stream content, RequestMemory memory, CancellationToken cancellation)
    {
        var file = memory.Add();
        memory.Resize(file, Math.Min(FirstBytes, _most));
        var length = 0;
        int count;
        while ((count = await content.ReadAsync(file.Memory[length..], cancellation)) > 0)
        {
            EnsureLength(length += count);
            if (length == file.Length) memory.Resize(file, (int)Math.Min(2L * length, _most));
        }
        memory.Resize(file, length);
        return file.Memory;
    }

    /// <summary>Refuses a file that is too long.</summary>
    /// <param name="bytes">How long it is.</param>
    /// <exception cref="RefusedRequestException">It is too long.</exception>
    public void EnsureLength(long bytes)
    {
        if (bytes > limits.ImageBytes) throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, $"An image has more than {limits.ImageBytes:N0} bytes.");
    }
}
