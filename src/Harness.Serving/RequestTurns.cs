using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Harness.Serving;

/// <summary>Lets some requests be processed at a time, and others wait for their turn.</summary>
/// <param name="limits">How many.</param>
/// <remarks>ASP.NET Core's own rate limiter answers a request whose time is up while it waits with an empty 200.</remarks>
internal sealed class RequestTurns(ServerLimits limits)
{
    private readonly ConcurrencyLimiter _limiter = new(new() { PermitLimit = limits.Requests, QueueLimit = limits.WaitingRequests, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    /// <summary>Waits for a turn.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The turn; disposing it gives it to the next request.</returns>
    /// <exception cref="RefusedRequestException">Too many wait already.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public async Task<IDisposable> Take(CancellationToken cancellation)
    {
        var turn = await _limiter.AcquireAsync(1, cancellation);
        if (turn.IsAcquired) return turn;
        turn.Dispose();
        throw new RefusedRequestException(
            StatusCodes.Status503ServiceUnavailable,
            FormattableString.Invariant($"There are too many requests: the server works on {limits.Requests} at a time and lets {limits.WaitingRequests} wait. Try again later."));
    }
}
