using Prometheus;

namespace Harness.Serving;

/// <summary>Memory that all requests share: what one request holds, no other can use. Safe to call from many threads.</summary>
/// <param name="bytes">How much there is.</param>
/// <param name="held">Notified of how much is taken, in bytes.</param>
internal sealed class MemoryBudget(long bytes, Gauge held)
{
    private readonly Lock _lock = new();
    private long _free = bytes;

    /// <summary>How much there is for all together, in bytes.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>Takes memory, if enough is free.</summary>
    /// <param name="bytes">How much.</param>
    /// <returns>Whether there was; otherwise nothing is taken.</returns>
    public bool TryTake(long bytes)
    {
        lock (_lock)
        {
            if (bytes > _free) return false;
            _free -= bytes;
            held.Inc(bytes);
            return true;
        }
    }

    /// <summary>Gives back what was taken.</summary>
    /// <param name="bytes">How much.</param>
    public void GiveBack(long bytes)
    {
        lock (_lock)
        {
            _free += bytes;
            held.Dec(bytes);
        }
    }
}
