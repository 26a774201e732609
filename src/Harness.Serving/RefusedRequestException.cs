namespace Harness.Serving;

/// <summary>A request asks for something that is not given.</summary>
/// <param name="status">The HTTP status, 4xx.</param>
/// <param name="message">What is wrong, and what is expected.</param>
internal sealed class RefusedRequestException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;
}
