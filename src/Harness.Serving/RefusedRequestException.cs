namespace Harness.Serving;

/// <summary>A request that is refused, permanently or for now.</summary>
/// <param name="status">The HTTP status: 4xx, or 503 where the same request may be answered later.</param>
/// <param name="message">What is wrong, and what is expected or what to do.</param>
internal sealed class RefusedRequestException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;
}
