using Microsoft.AspNetCore.Http;

namespace Harness.Serving;

/// <summary>A request's share of the common memory. Disposing it returns all of it: none of it may be used afterwards.</summary>
/// <param name="budget">What all share.</param>
internal sealed class RequestMemory(MemoryBudget budget) : IDisposable
{
    private readonly List<NativeBytes> _files = [];
    private long _held;

    /// <summary>Makes room for another file.</summary>
    /// <returns>An empty buffer, which this object disposes.</returns>
    public NativeBytes Add()
    {
        var file = new NativeBytes();
        _files.Add(file);
        return file;
    }

    /// <summary>Makes the room of a file larger or smaller.</summary>
    /// <param name="file">The file, from <see cref="Add"/>.</param>
    /// <param name="length">Its new length in bytes.</param>
    /// <exception cref="RefusedRequestException">All requests together would hold too much.</exception>
    public void Resize(NativeBytes file, int length)
    {
        var more = length - file.Length;
        if (more > 0) Take(more);
        file.Resize(length);
        if (more < 0) GiveBack(-more);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable file in _files) file.Dispose();
        GiveBack(_held);
    }

    private void Take(long bytes)
    {
        if (!budget.TryTake(bytes))
        {
            throw new RefusedRequestException(
                StatusCodes.Status503ServiceUnavailable,
                $"The images of all requests together exceed the {budget.Bytes:N0} bytes that the server holds at a time. Send fewer images at a time, or try again later.");
        }
        _held += bytes;
    }

    private void GiveBack(long bytes)
    {
        budget.GiveBack(bytes);
        _held -= bytes;
    }
}
