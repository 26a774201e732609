namespace Harness.Serving;

/// <summary>A server's limits, so that neither a mistake nor an attack can exhaust the machine.</summary>
public sealed record ServerLimits
{
    /// <summary>The bytes of a whole request.</summary>
    public long RequestBytes { get; init; } = 256L << 20;

    /// <summary>The images of a request.</summary>
    public int Images { get; init; } = 64;

    /// <summary>The bytes of an image file.</summary>
    public long ImageBytes { get; init; } = 32L << 20;

    /// <summary>The bytes of image files that all requests hold at the same time, from their arrival until they are classified; requests that would need more are refused.
    /// A file counts for up to twice its size while it arrives.</summary>
    public long HeldBytes { get; init; } = 512L << 20;

    /// <summary>The pixels of an image, known from its header before anything is decoded.</summary>
    public long Pixels { get; init; } = 50_000_000;

    /// <summary>The requests that are processed at the same time.</summary>
    public int Requests { get; init; } = 16;

    /// <summary>The requests that wait for their turn; others are refused.</summary>
    public int WaitingRequests { get; init; } = 256;

    /// <summary>How long waiting, sending and computing a request may take together; then it is refused.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);
}
