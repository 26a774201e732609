using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Harness.Serving;

/// <summary>Counts requests by outcome, and measures how long they took. It comes first, so that it sees every answer, whatever gives it.</summary>
/// <param name="metrics">Counts.</param>
internal sealed class RequestMeter(ServerMetrics metrics)
{
    /// <summary>Passes a request on and counts it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">Answers it.</param>
    /// <returns>When it is answered.</returns>
    public async Task Measure(HttpContext context, RequestDelegate next)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            metrics.Requests.WithLabels(context.Response.StatusCode.ToString(CultureInfo.InvariantCulture)).Inc();
            metrics.Seconds.Observe(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
    }
}
